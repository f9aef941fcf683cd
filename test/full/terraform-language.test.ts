import { expect, test } from "vitest";
import {
  configuration,
  definition,
  expressions,
} from "../generated/targets/terraform-expressions.ts";
import { hasTerraform, inFolder, unlessTerraform } from "./terraform.ts";

test.skipIf(!hasTerraform)(
  `Terraform says the same of our expressions${unlessTerraform}`,
  async () => {
    const outputs = expressions.map(
      ([text], index) => `output "o${index}" {\n  value = ${text}\n}\n`,
    );
    const files = {
      "infra/main.tf": configuration + outputs.join(""),
      "infra/definition.json": definition,
    };
    const said = await inFolder(files, async (run) => {
      await run("apply", "-auto-approve", "-no-color");
      return JSON.parse((await run("output", "-json")).stdout);
    });
    expect(expressions.map(([text], index) => [text, said[`o${index}`]?.value ?? null])).toEqual(
      expressions,
    );
  },
);
