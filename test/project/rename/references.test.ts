import { expect, test } from "vitest";
import {
  type RenamedModule,
  withReferences,
  withStepState,
} from "../../../src/project/rename/references.ts";

const rename = { from: "pay", to: "charge-card" };

test.each([
  [
    "state.results.pay.id; state.errors?.pay",
    "state.results.chargeCard.id; state.errors?.chargeCard",
  ],
  ["state.results.payLater; my.pay", "state.results.payLater; my.pay"],
  [
    'const state = { results: { order: { pay: 1 }, pay: { of: "pay" } }, pay };',
    'const state = { results: { order: { pay: 1 }, chargeCard: { of: "pay" } }, pay };',
  ],
  ["({ results: { pay } }: State) => pay", "({ results: { chargeCard: pay } }: State) => pay"],
  [
    "const { order, pay = 1 } = state.results;",
    "const { order, chargeCard: pay = 1 } = state.results;",
  ],
  ["const { pay: paid } = state.results;", "const { chargeCard: paid } = state.results;"],
  ["const { pay } = state.results.order;", "const { pay } = state.results.order;"],
  ["results: { order: pay }", "results: { order: pay }"],
  ['results: { "}": 1, pay }', 'results: { "}": 1, chargeCard: pay }'],
  ['state: StateOf<"pay">; how = "pay";', 'state: StateOf<"charge-card">; how = "pay";'],
  ['// results.pay\nf("results.pay")', '// results.pay\nf("results.pay")'],
])("what a step has left goes by its new name: %s", (code, expected) => {
  expect(withStepState(code, rename)).toBe(expected);
});

const names = new Map([
  ["dirty", "clean"],
  ["DirtyResult", "CleanResult"],
]);
const importer: RenamedModule = {
  names,
  isMeantBy: (specifier) => specifier.endsWith("/steps/dirty.ts"),
  isItself: false,
};
const from = 'from "../steps/dirty.ts";';

test.each([
  [`import { dirty } ${from} dirty(dirtyEdited);`, `import { clean } ${from} clean(dirtyEdited);`],
  [
    `import type { DirtyResult } ${from} let a: DirtyResult;`,
    `import type { CleanResult } ${from} let a: CleanResult;`,
  ],
  [
    `import { dirty as run } ${from} run({ dirty: true });`,
    `import { clean as run } ${from} run({ dirty: true });`,
  ],
  [
    `import { dirty } ${from} f({ dirty, is: dirty });`,
    `import { clean } ${from} f({ dirty: clean, is: clean });`,
  ],
  [
    `import { dirty } ${from} // dirty\nf("dirty", a.dirty, a ? b : dirty);`,
    `import { clean } ${from} // dirty\nf("dirty", a.dirty, a ? b : clean);`,
  ],
  [
    `import { dirty } ${from} const a: { dirty?: 1; dirty(): void } = f();`,
    `import { clean } ${from} const a: { dirty?: 1; dirty(): void } = f();`,
  ],
  [`import { dirty } ${from} if (x) { dirty(); }`, `import { clean } ${from} if (x) { clean(); }`],
  [
    `import { dirty } ${from} export { dirty };`,
    `import { clean } ${from} export { clean as dirty };`,
  ],
  [`export { dirty } ${from}`, `export { clean as dirty } ${from}`],
  ['import { dirty } from "./mine.ts"; dirty();', 'import { dirty } from "./mine.ts"; dirty();'],
  ["const dirty = 1; f(dirty);", "const dirty = 1; f(dirty);"],
])("what is bound to a step goes by its new name: %s", (code, expected) => {
  expect(withReferences(code, importer)).toBe(expected);
});

test.each([
  "const dirty = 1;",
  "let f = dirty => dirty;",
  "let f = (a, dirty) => dirty;",
  "function f(dirty?: string) {}",
  "const { dirty } = mine;",
  "const { a: dirty, b } = mine;",
  "let f = ({ dirty }) => 1;",
  "let f = ({ a: { dirty } }: A) => 1;",
  "let [dirty] = mine;",
  "const clean = 1;",
])("a file that has a name of its own keeps it: %s", (mine) => {
  const code = `import { dirty } ${from} { ${mine} } dirty();`;
  expect(withReferences(code, importer)).toBe(
    `import { clean as dirty } ${from} { ${mine} } dirty();`,
  );
});

test("a step's own module exports what is asked for, under whatever name it is used in it", () => {
  const own = { ...importer, isItself: true };
  const code =
    "export async function dirty(): Promise<DirtyResult> {} interface DirtyResult {} const dirtyEdited = { dirty };";
  expect(withReferences(code, own)).toBe(
    "export async function clean(): Promise<CleanResult> {} interface CleanResult {} const dirtyEdited = { dirty: clean };",
  );
  expect(withReferences("function dirty() {} export { dirty };", own)).toBe(
    "function clean() {} export { clean };",
  );
});
