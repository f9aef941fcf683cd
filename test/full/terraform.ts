import { execaSync } from "execa";

/** The version of Terraform on this machine, where it is there. */
export const terraform: string | undefined = version();

function version(): string | undefined {
  const { stdout, failed } = execaSync("terraform", ["version", "-json"], { reject: false });
  return failed ? undefined : JSON.parse(stdout).terraform_version;
}
