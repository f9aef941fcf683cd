import { Script } from "node:vm";
import { transform } from "esbuild";

/** What a module sees of the world, by the names that it uses. */
export interface Scope {
  readonly exports: object;
  readonly module: { exports: Record<string, unknown> };
  readonly moduleUrl: string;
  readonly moduleFolder: string;
  readonly require: (specifier: string) => unknown;
  readonly process: object;
  readonly console: object;
  readonly setImmediate: unknown;
  readonly setTimeout: unknown;
  readonly setInterval: unknown;
}

const scope =
  "{ exports, module, moduleUrl, moduleFolder, require, process, console, setImmediate, setTimeout, setInterval }";

/** A module of TypeScript, ready to be evaluated as often as it is needed. */
export interface Code {
  readonly evaluate: (scope: Scope) => unknown;
  /** What it imports, except under computed names. */
  readonly imports: readonly string[];
}

const compiled = new Map<string, Promise<Code>>();

/** Compiles a module of TypeScript to CommonJS, once for the same text at the same path. */
export function compile(path: string, text: string): Promise<Code> {
  const key = `${path}\n${text}`;
  const code = compiled.get(key) ?? compileAfresh(path, text);
  compiled.set(key, code);
  return code;
}

async function compileAfresh(path: string, text: string): Promise<Code> {
  try {
    return await compileModule(path, text);
  } catch (error) {
    if (!String(error).includes("Top-level await")) throw error;
    return compileScript(path, text);
  }
}

const options = (path: string) => ({
  loader: "ts" as const,
  target: "node20",
  sourcefile: path,
  define: { "import.meta.url": "moduleUrl", "import.meta.dirname": "moduleFolder" },
  supported: { "dynamic-import": false },
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
});

async function compileModule(path: string, text: string): Promise<Code> {
  const { code } = await transform(text, { ...options(path), format: "cjs" });
  return toCode(path, `(function (${scope}) {${code}\n})`);
}

/** Compiles a script that waits at its top level, as only ES modules can, and exports at most a default. */
async function compileScript(path: string, text: string): Promise<Code> {
  const { code } = await transform(text, { ...options(path), format: "esm" });
  const body = code
    .replaceAll(/^import (".+");$/gm, "require($1);")
    .replaceAll(/^export \{\s*(\w+) as default\s*\};$/gm, "module.exports.default = $1;")
    .replaceAll(/^import \* as (\w+) from (".+");$/gm, "const $1 = require($2);")
    .replaceAll(/^import \{(.+?)\} from (".+?");$/gms, (_, names: string, from: string) => {
      return `const {${names.replaceAll(" as ", ": ")}} = require(${from});`;
    });
  return toCode(path, `(async function (${scope}) {${body}\n})`);
}

function toCode(path: string, code: string): Code {
  const evaluate = new Script(code, { filename: path }).runInThisContext() as Code["evaluate"];
  const imports = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
  return { evaluate, imports };
}
