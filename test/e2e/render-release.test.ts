import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { version } from "../../src/cli/version.ts";
import { renderRelease } from "../../src/commands/change/render-release.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { orderProcessingYaml } from "../../src/workflow/order-processing.ts";

let directory: string;
let registry: Server;

/** A registry with one package in one version: this one, as `npm pack` makes it. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "unchain-registry-"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", directory];
  await execa("npm", args, { cwd: fileURLToPath(new URL("../..", import.meta.url)) });
  const file = `create-unchain-${version}.tgz`;
  const tarball = readFileSync(join(directory, file));
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  registry = createServer(({ url, headers }, response) => {
    if (url === `/${file}`) return response.end(tarball);
    if (url !== "/create-unchain") return response.writeHead(404).end("{}");
    const dist = { tarball: `http://${headers.host}/${file}`, integrity };
    const manifest = { name: "create-unchain", version, dist };
    response.setHeader("content-type", "application/json");
    return response.end(
      JSON.stringify({
        name: "create-unchain",
        "dist-tags": { latest: version },
        versions: { [version]: manifest },
      }),
    );
  });
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
  const { port } = registry.address() as AddressInfo;
  vi.stubEnv("npm_config_registry", `http://127.0.0.1:${port}/`);
  vi.stubEnv("npm_config_cache", join(directory, "cache"));
});
afterAll(() => {
  vi.unstubAllEnvs();
  registry.close();
  rmSync(directory, { recursive: true, force: true });
});

const render = (generator: string) =>
  renderRelease(
    { generator, packageManager: "pnpm", workflow: orderProcessingYaml },
    new AbortController().signal,
  );

test("a version in the registry renders what it would generate", async () => {
  const files = await render(version);
  expect(Object.fromEntries(files ?? [])).toEqual(
    renderWorkflow(orderProcessingYaml, { packageManager: "pnpm" }),
  );
});

test("a version that was never released is not to be had", async () => {
  expect(await render("99.0.0")).toBeUndefined();
});
