import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formTests } from "../../src/scenarios/tests/form-tests.ts";
import { ruleTests } from "../../src/scenarios/tests/rule-tests.ts";
import { untested } from "../../src/scenarios/untested.ts";
import { emptyFixture, type Failures, interpret } from "../../src/semantics/trace.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import { allSteps } from "../../src/workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../src/workflow/workflow.ts";
import { checked } from "../plan/checked.ts";
import { inputs, nestedWorkflows } from "../workflow/arbitrary/nested-arbitrary.ts";

const untestedOf = (workflow: WorkflowWithTransport) =>
  untested(workflow, ruleTests(workflow), formTests(workflow));

const messagesOf = (steps: WorkflowDocument["steps"]) =>
  untestedOf(checked(steps, "state-machine")).flatMap(({ finding }) =>
    finding ? [`${finding.code} ${finding.at.join(".")} ${finding.message}`] : [],
  );

type Branches = NonNullable<WorkflowDocument["steps"][number]["choice"]>;

const choice = (branches: Branches): WorkflowDocument["steps"] => [
  { name: "first" },
  { name: "which", choice: branches },
];

describe("a branch that is never taken is named, with the reason", () => {
  test.each<[string, Branches, string[]]>([
    [
      "its own condition",
      [
        {
          when: {
            all: [
              { path: "input.total", greaterThan: 5 },
              { path: "input.total", lessThan: 3 },
            ],
          },
          steps: [{ name: "a", compensation: "undo-a", onFailure: "compensate" }],
        },
      ],
      [
        'BRANCH_NEVER_TAKEN steps.1.choice.0.when Step "which": branch 1 is never taken, because its condition can never hold. Never run: a.',
      ],
    ],
    [
      "a branch before it",
      [
        { when: { path: "input.total", greaterThan: 100 }, steps: [{ name: "a" }] },
        { when: { path: "input.total", greaterThan: 1000 }, steps: [] },
      ],
      [
        'BRANCH_NEVER_TAKEN steps.1.choice.1.when Step "which": branch 2 is never taken, because whenever its condition holds, one before it does.',
      ],
    ],
    [
      "all branches before it",
      [
        { when: { path: "input.total", isPresent: true }, steps: [{ name: "a" }] },
        { when: { path: "input.total", isPresent: false }, steps: [{ name: "b" }] },
        { otherwise: [{ name: "c" }] },
      ],
      [
        'BRANCH_NEVER_TAKEN steps.1.choice.2.otherwise Step "which": branch 3 is never taken, because one of the conditions before it always holds. Never run: c.',
      ],
    ],
    [
      "a branch around it, which alone is told of what is inside",
      [
        {
          when: { path: "input.total", lessThan: 5 },
          steps: [
            {
              name: "inner",
              choice: [
                { when: { path: "input.total", equals: 7 }, steps: [{ name: "a" }] },
                {
                  when: { path: "input.other", isPresent: true },
                  steps: [{ name: "b", wait: "1m" }],
                },
              ],
            },
          ],
        },
      ],
      [
        'BRANCH_NEVER_TAKEN steps.1.choice.0.steps.0.choice.0.when Step "inner" in branch 1 of "which": branch 1 is never taken, because its condition never holds where the choice is reached. Never run: a.',
      ],
    ],
    [
      "a failure that ends the workflow",
      [{ when: { path: "errors.first", isPresent: true }, steps: [{ name: "a" }] }],
      [
        'BRANCH_NEVER_TAKEN steps.1.choice.0.when Step "which": branch 1 is never taken, because its condition can never hold. Never run: a.',
      ],
    ],
  ])("%s", (_, branches, messages) => {
    expect(messagesOf(choice(branches))).toEqual(messages);
  });
});

test("that one of the branches is always taken needs no attention", () => {
  const branches: Branches = [
    { when: { path: "input.total", isPresent: true }, steps: [] },
    { when: { not: { path: "input.total", isPresent: true } }, steps: [] },
  ];
  expect(messagesOf(choice(branches))).toEqual([]);
});

describe("a branch that the tests cannot reach is named, and not said to be never taken", () => {
  const lines = (steps: WorkflowDocument["steps"]): WorkflowDocument["steps"] => [
    { name: "lines", map: { items: "input.lines", steps } },
  ];

  test("more items than a test has", () => {
    const steps = lines([
      { name: "a" },
      {
        name: "which",
        choice: [{ when: { path: "index", equals: 500 }, steps: [{ name: "b" }] }],
      },
    ]);
    expect(messagesOf(steps)).toEqual([
      'BRANCH_WITHOUT_TEST steps.0.map.steps.1.choice.0.when Step "which" in "lines": branch 1 has no generated test, because a list of the tests has 20 items at most. Nor have: b.',
    ]);
  });

  test("a result that is no object", () => {
    expect(
      messagesOf(choice([{ when: { path: "results.first", equals: "yes" }, steps: [] }])),
    ).toEqual([
      'BRANCH_WITHOUT_TEST steps.1.choice.0.when Step "which": branch 1 has no generated test, because in the tests every step answers with an object.',
    ]);
  });

  test("other answers for other items", () => {
    const steps: WorkflowDocument["steps"] = [
      ...lines([{ name: "a" }]),
      {
        name: "which",
        choice: [
          {
            when: {
              all: [
                { path: "results.lines[0].a.ok", equals: true },
                { path: "results.lines[1].a.ok", equals: false },
              ],
            },
            steps: [],
          },
        ],
      },
    ];
    expect(messagesOf(steps)).toEqual([
      'BRANCH_WITHOUT_TEST steps.1.choice.0.when Step "which": branch 1 has no generated test, because in the tests a step answers the same for every item.',
    ]);
  });
});

test("what was found is not named, whatever it depends on", () => {
  const steps: WorkflowDocument["steps"] = [
    { name: "ask", onFailure: "continue" },
    {
      name: "each",
      map: {
        items: "input.lines",
        steps: [
          { name: "a" },
          {
            name: "nth",
            choice: [
              {
                when: {
                  all: [
                    { path: "index", greaterThan: 1.5 },
                    { path: "item.weight", lessThan: 2 },
                    { path: "item.weight", greaterThan: 1 },
                  ],
                },
                steps: [{ name: "third" }],
              },
            ],
          },
        ],
      },
    },
    {
      name: "texts",
      map: {
        items: "input.texts",
        steps: [
          { name: "b" },
          {
            name: "kind",
            choice: [{ when: { path: "item", equals: "x" }, steps: [{ name: "c" }] }],
          },
        ],
      },
    },
    {
      name: "outcome",
      choice: [
        { when: { path: "results.each[2].third.late", equals: true }, steps: [{ name: "d" }] },
        { when: { path: "results.ask", isPresent: false }, steps: [{ name: "e" }] },
        { when: { path: "input.lines[0]", isPresent: false }, steps: [{ name: "f" }] },
      ],
    },
    {
      name: "after",
      choice: [{ when: { path: "results.d", isPresent: true }, steps: [{ name: "g" }] }],
    },
  ];
  expect(messagesOf(steps)).toEqual([]);
});

test("the failure of a step that a branch leads to is found", () => {
  const inner = choice([
    {
      when: { path: "input.total", lessThan: 1 },
      steps: [{ name: "a", catch: [{ errors: ["Gone"], onFailure: "fail" }] }],
    },
  ]);
  const steps: WorkflowDocument["steps"] = [
    {
      name: "both",
      parallel: [{ steps: inner.slice(1) }, { steps: [{ name: "b", onFailure: "continue" }] }],
      catch: [{ errors: ["Gone"], onFailure: "continue" }],
    },
    {
      name: "outcome",
      choice: [{ when: { path: "errors.both", isPresent: true }, steps: [{ name: "c" }] }],
    },
  ];
  expect(messagesOf(steps)).toEqual([]);
  const scenario = ruleTests(checked(steps, "state-machine")).find(({ step }) => step === "c");
  expect(scenario?.fixture.input).toEqual({ total: 0 });
});

test("a choice around is decided anew where a condition inside turns it", () => {
  const branches: Branches = [
    {
      when: {
        any: [
          { path: "input.total", isPresent: false },
          { path: "input.other", equals: 1 },
        ],
      },
      steps: [
        {
          name: "inner",
          choice: [{ when: { path: "input.total", equals: 0 }, steps: [{ name: "a" }] }],
        },
      ],
    },
  ];
  expect(messagesOf(choice(branches))).toEqual([]);
});

test("an approval that is passed over has left no answer", () => {
  const steps: WorkflowDocument["steps"] = [
    { name: "first" },
    { name: "ask", approval: { timeout: "1h" }, onFailure: "continue" },
    {
      name: "answer",
      choice: [
        { when: { path: "results.ask.approved", equals: true }, steps: [{ name: "a" }] },
        { otherwise: [{ name: "b" }] },
      ],
    },
  ];
  expect(messagesOf(steps)).toEqual([]);
});

test("work always has its group, whatever a condition asks of it", () => {
  const conditions = [
    { path: "input.account", isPresent: false },
    { path: "input.account.id", equals: "no group" },
    { path: "input.account.id", equals: "house" },
    { path: "input.account.id", equals: 7 },
    { path: "input.account.kind", isPresent: true },
  ];
  const branches = conditions.map((when, index) => ({ when, steps: [{ name: `s${index}` }] }));
  const workflow: WorkflowWithTransport = {
    ...checked(choice(branches), "queue"),
    queue: { fifo: true, groupBy: "input.account.id" },
  };
  const never = untestedOf(workflow).flatMap(({ finding }) => (finding ? [finding.code] : []));
  expect(never).toEqual(["BRANCH_NEVER_TAKEN", "BRANCH_NEVER_TAKEN"]);
  const groups = ruleTests(workflow).map(({ step, fixture }) => [step, fixture.input]);
  expect(groups).toEqual([
    ["first", { account: { id: "group-1" } }],
    ["s2", { account: { id: "house" } }],
    ["s3", { account: { id: 7 } }],
    ["s4", { account: { id: "group-1", kind: true } }],
  ]);
});

/** Any workflow, an input, and steps that fail for good. */
const runs = nestedWorkflows(["wait", "choice", "parallel", "map", "approval"]).chain((workflow) =>
  fc.record({
    workflow: fc.constant<WorkflowWithTransport>({ ...workflow, transport: "state-machine" }),
    failures: fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom(...tasksOf(workflow).map(({ name }) => name)),
          fc.constantFrom("Gone", "Rejected", "TimedOut", "PermanentError", undefined),
        ),
        { maxLength: 3, selector: ([name]) => name },
      )
      .map((entries): Failures => new Map(entries)),
    input: inputs,
  }),
);

test("every function is tested or named, and what is never taken is not", () => {
  fc.assert(
    fc.property(runs, ({ workflow, failures, input }) => {
      const tests = ruleTests(workflow);
      const forms = formTests(workflow);
      const rest = untested(workflow, tests, forms);
      const known = [...tests, ...rest].map(({ step }) => step);
      expect(known).toEqual(expect.arrayContaining(tasksOf(workflow).map(({ name }) => name)));
      const never = rest.filter(({ finding }) => finding?.code === "BRANCH_NEVER_TAKEN");
      const { taken } = interpret(workflow, failures, { ...emptyFixture, input });
      for (const { step, finding } of never) {
        const at = finding?.at ?? [];
        const branch = at[at.lastIndexOf("choice") + 1];
        expect(taken).not.toContainEqual({ choice: step, branch });
      }
      for (const step of allSteps(workflow)) {
        if (step.form !== "choice") continue;
        const routes = forms.filter((one) => one.step === step.name);
        expect(routes.length).toBe(1);
      }
    }),
    { numRuns: 300 },
  );
});

describe("a branch that looks at what another map has left", () => {
  const heads = {
    name: "heads",
    map: { items: "input.objects", steps: [{ name: "head-object" }] },
  };
  const restores = (when: WorkflowDocument["steps"][number]["choice"]) => [
    heads,
    {
      name: "restores",
      map: { items: "results.heads", steps: [{ name: "in-glacier", choice: when }] },
    },
  ];

  test("is tested", () => {
    const steps = restores([
      {
        when: { path: "item.headObject.storageClass", equals: "GLACIER" },
        steps: [{ name: "restore" }],
      },
    ]) as WorkflowDocument["steps"];
    expect(messagesOf(steps)).toEqual([]);
    const workflow = checked(steps, "state-machine");
    const restore = ruleTests(workflow).find(({ step }) => step === "restore");
    expect(restore?.fixture.answers).toEqual({
      "head-object": { by: "head-object", storageClass: "GLACIER" },
    });
  });

  test("is tested where it is about a later item", () => {
    const steps = restores([
      {
        when: {
          all: [
            { path: "index", equals: 2 },
            { path: "item.headObject", isPresent: true },
          ],
        },
        steps: [{ name: "restore" }],
      },
    ]) as WorkflowDocument["steps"];
    expect(messagesOf(steps)).toEqual([]);
  });

  test("is never taken where it looks for what no step there leaves", () => {
    const steps = restores([
      { when: { path: "item.headObjects.n", equals: 1 }, steps: [{ name: "restore" }] },
    ]) as WorkflowDocument["steps"];
    expect(messagesOf(steps)).toEqual([
      'BRANCH_NEVER_TAKEN steps.1.map.steps.0.choice.0.when Step "in-glacier" in "restores": branch 1 is never taken, because its condition can never hold. Never run: restore.',
    ]);
  });
});
