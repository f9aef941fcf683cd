import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa, execaSync } from "execa";
import type { TestContext } from "vitest";
import { cleanEnv } from "../e2e/command-line.ts";
import { writeProject } from "../e2e/generated/install-project.ts";
import type { Files } from "../generated/run/project-files.ts";

/** Whether Terraform is on this machine. */
export const hasTerraform = !execaSync("terraform", ["version"], { reject: false }).failed;

/** Ends the title of a test that needs Terraform. */
export const unlessTerraform = hasTerraform ? "" : " (skipped: terraform in the PATH)";

interface Ended {
  readonly failed: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Terraform in a folder of its own, which is gone afterwards. */
export async function inFolder<T>(
  files: Files,
  work: (run: (...args: string[]) => Promise<Ended>) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "unchain-terraform-"));
  writeProject(root, files);
  const cwd = join(root, "infra");
  // What it is told in the environment counts, e.g. where providers are in TF_CLI_ARGS_init.
  const own = Object.entries(process.env).filter(([name]) => name.startsWith("TF_"));
  const env = { ...cleanEnv(), ...Object.fromEntries(own) };
  try {
    return await work((...args) =>
      execa("terraform", args, { cwd, env, reject: false, maxBuffer: 2 ** 28 }),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A resource as Terraform plans it. */
export interface Planned {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly change: {
    readonly after: Readonly<Record<string, unknown>>;
    readonly after_unknown: unknown;
  };
}

/** The real provider, with credentials that are never used; only the account would be asked of AWS. */
const PLAN = `
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "123456789012"
  }
}

run "plan" {
  command = plan
}
`;

/**
 * Plans a project with the AWS provider that Terraform can get; skips the test aloud where it gets none. Replaced is what
 * an older provider does not know: the version that is asked for, the runtime, the name of the region, and the provider that makes archives.
 */
export function plan(files: Files, { skip }: TestContext): Promise<Planned[]> {
  const infra = Object.entries(files).filter(([path]) =>
    /^(?:infra\/.*\.(?:tf|json)|[^/]+\.json)$/.test(path),
  );
  const copy = Object.fromEntries(infra.map(([path, text]) => [path, withOlderProvider(text)]));
  return inFolder({ ...copy, "infra/tests/plan.tftest.hcl": PLAN }, async (run) => {
    const init = await run("init", "-backend=false", "-input=false", "-no-color");
    if (init.failed) skip(`terraform init gets no provider: ${init.stderr}`);
    const { stdout } = await run("test", "-json", "-verbose", "-filter=tests/plan.tftest.hcl");
    const messages = stdout
      .split("\n")
      .filter((line) => line)
      .map((line) => JSON.parse(line));
    const planned = messages.find(({ type }) => type === "test_plan");
    const problems = messages.filter(({ type }) => type === "diagnostic");
    if (!planned)
      throw new Error(
        JSON.stringify(
          problems.map((one) => one.diagnostic),
          null,
          2,
        ),
      );
    return planned.test_plan.resource_changes;
  });
}

function withOlderProvider(text: string): string {
  return text
    .replace(/^data "archive_file".*?^\}\n/gms, "")
    .replace(/^ *archive = \{.*?^ *\}\n/gms, "")
    .replace(/data\.archive_file\.\w+\[each\.key\]\.output_path/g, '"${each.key}.zip"')
    .replace(/data\.archive_file\.\w+\[each\.key\]\.output_base64sha256/g, '"hash"')
    .replace(/^( *version +=).*$/gm, '$1 ">= 5"')
    .replace(/^provider "aws" \{.*?^\}\n/gms, "")
    .replaceAll("data.aws_region.current.region", "data.aws_region.current.name")
    .replaceAll("nodejs24.x", "nodejs22.x");
}
