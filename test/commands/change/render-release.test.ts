import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { renderRelease } from "../../../src/commands/change/render-release.ts";

let bin: string;
let temporary: string;
beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), "unchain-render-"));
  [bin, temporary] = [join(base, "bin"), join(base, "tmp")];
  mkdirSync(bin);
  mkdirSync(temporary);
  vi.stubEnv("PATH", `${bin}${delimiter}${process.env.PATH}`);
  vi.stubEnv("TMPDIR", temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(join(bin, ".."), { recursive: true });
});

/** An npm that installs a `create-unchain` whose `renderWorkflow` has this body. */
function npmWith(body: string): void {
  const manifest = JSON.stringify({ type: "module", exports: { "./testing": "./testing.js" } });
  const script = `#!/bin/sh
echo "$@" > '${bin}/arguments'
mkdir -p node_modules/create-unchain && cd node_modules/create-unchain
echo '${manifest}' > package.json
cat > testing.js <<'END'
export function renderWorkflow(workflow, { packageManager }) { ${body} }
END
`;
  writeFileSync(join(bin, "npm"), script, { mode: 0o755 });
}

const render = (generator = "0.1.0", { signal } = new AbortController()) =>
  renderRelease({ generator, packageManager: "pnpm", workflow: "name: `$(x)`\n" }, signal);

describe.skipIf(process.platform === "win32")("a released version", () => {
  afterEach(() => {
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("renders, in a process of its own, what it is given", async () => {
    npmWith('return { "a.md": workflow, "b.md": packageManager }');
    expect(await render()).toEqual(
      new Map([
        ["a.md", "name: `$(x)`\n"],
        ["b.md", "pnpm"],
      ]),
    );
    const asked = readFileSync(join(bin, "arguments"), "utf8");
    expect(asked).toContain("--ignore-scripts");
    expect(asked.trim()).toMatch(/ create-unchain@0\.1\.0$/);
  });

  test.each([
    ["throws", 'throw new Error("no")'],
    ["answers with something else", 'return { "a.md": 1 }'],
    ["answers with nothing", "return undefined"],
    ["ends", "process.exit(0)"],
  ])("that %s is not to be had", async (_, body) => {
    npmWith(body);
    expect(await render()).toBeUndefined();
  });

  test("that is not in the registry is not to be had", async () => {
    writeFileSync(join(bin, "npm"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    expect(await render()).toBeUndefined();
  });

  test("is not to be had without npm", async () => {
    vi.stubEnv("PATH", bin);
    expect(await render()).toBeUndefined();
  });

  test("is asked for by a version only", async () => {
    npmWith("return {}");
    expect(await render("0.1.0 --registry=http://evil")).toBeUndefined();
    expect(await render("file:../evil")).toBeUndefined();
    expect(readdirSync(bin)).toEqual(["npm"]);
  });

  test("is not waited for once somebody cancels", async () => {
    writeFileSync(join(bin, "npm"), `#!/bin/sh\ntouch '${bin}/started'\nexec sleep 60\n`, {
      mode: 0o755,
    });
    const controller = new AbortController();
    const running = render("0.1.0", controller);
    await vi.waitUntil(() => readdirSync(bin).includes("started"), { timeout: 10_000 });
    controller.abort(new Error("cancelled"));
    await expect(running).rejects.toThrow("cancelled");
  });
});
