import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, expect, test } from "vitest";
import { cleanEnv } from "../e2e/command-line.ts";
import { configuration, definition, expressions } from "../generated/terraform-expressions.ts";
import { terraform } from "./terraform.ts";

const folder = mkdtempSync(join(tmpdir(), "terraform-language-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!terraform)(
  `Terraform says the same of our expressions${terraform ? "" : ": skipped, there is no terraform in the PATH"}`,
  async () => {
    const outputs = expressions.map(
      ([text], index) => `output "o${index}" {\n  value = ${text}\n}\n`,
    );
    writeFileSync(join(folder, "main.tf"), configuration + outputs.join(""));
    writeFileSync(join(folder, "definition.json"), definition);
    const run = (...args: string[]) => execa("terraform", args, { cwd: folder, env: cleanEnv() });
    await run("apply", "-auto-approve", "-no-color");
    const { stdout } = await run("output", "-json");
    const said = JSON.parse(stdout);
    expect(expressions.map(([text], index) => [text, said[`o${index}`]?.value ?? null])).toEqual(
      expressions,
    );
  },
);
