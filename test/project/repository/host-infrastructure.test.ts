import { describe, expect, test } from "vitest";
import { hostInfrastructures } from "../../../src/project/repository/host-infrastructure.ts";
import { disk } from "../faulty-fs.ts";

const SAM = "Transform: AWS::Serverless-2016-10-31\n";

/** What a project in `/repo/services/orders` finds, as `cdk: /repo/cdk.json`. */
function around(files: Record<string, string | null>, root = "/repo/services/orders"): string[] {
  const { fs } = disk({ "/repo/.git/HEAD": "", ...files });
  return hostInfrastructures(root, fs).map(
    ({ infrastructure, file }) => `${infrastructure}: ${file}`,
  );
}

describe("what a repository is deployed with", () => {
  test.each([
    ["cdk", "cdk.json", "{}"],
    ["cdk", "infra/cdk.json", "{}"],
    ["cdk", "packages/infra/cdk.json", "{}"],
    ["cdk", "services/infrastructure/cdk.json", "{}"],
    ["terraform", "terraform/main.tf", ""],
    ["terraform", "services/orders/infra/main.tf", ""],
    ["sam", "samconfig.toml", ""],
    ["sam", "services/template.yaml", SAM],
    ["sam", "template.yml", SAM],
  ])("%s, as %s says", (infrastructure, path, text) => {
    expect(around({ [`/repo/${path}`]: text })).toEqual([`${infrastructure}: /repo/${path}`]);
  });

  test.each([
    ["template.yaml", "Resources: {}\n"],
    ["node_modules/infra/cdk.json", "{}"],
    ["node_modules/cdk.json", "{}"],
    ["services/other/cdk.json", "{}"],
    ["../cdk.json", "{}"],
  ])("%s says nothing", (path, text) => {
    expect(around({ [`/repo/${path}`]: text })).toEqual([]);
  });

  test("the nearest comes first, each tool once", () => {
    expect(
      around({
        "/repo/cdk.json": "{}",
        "/repo/infra/cdk.json": "{}",
        "/repo/samconfig.toml": "",
        "/repo/services/terraform/main.tf": "",
      }),
    ).toEqual([
      "terraform: /repo/services/terraform/main.tf",
      "cdk: /repo/cdk.json",
      "sam: /repo/samconfig.toml",
    ]);
  });

  test("in no repository only the directory itself is looked into", () => {
    const files = { "/home/me/cdk.json": "{}", "/home/me/shop/main.tf": "" };
    expect(around(files, "/home/me/shop")).toEqual(["terraform: /home/me/shop/main.tf"]);
    expect(around(files, "/home/me/other")).toEqual([]);
  });

  test("few directories are read, and none of node_modules", () => {
    const { fs } = disk({
      "/repo/.git/HEAD": "",
      "/repo/node_modules/a/package.json": "{}",
      "/repo/packages/a/package.json": "{}",
      "/repo/packages/infra/cdk.json": "{}",
    });
    const read: string[] = [];
    const noting = new Proxy(fs, {
      get: (target, name: keyof typeof fs) =>
        name === "readdirSync"
          ? (path: string) => {
              read.push(path);
              return target.readdirSync(path);
            }
          : target[name],
    });
    hostInfrastructures("/repo/services/orders", noting);
    expect(read.filter((path) => path.includes("node_modules"))).toEqual([]);
    expect(new Set(read).size).toBeLessThan(8);
  });
});
