import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderProcessingYaml } from "../../../../src/workflow/order-processing.ts";
import { addStep, removeStep } from "../../../../src/workflow/text/edit/change-steps.ts";
import { stepsIn } from "../../../../src/workflow/text/edit/step-lists.ts";
import { parseWorkflow } from "../../../../src/workflow/text/parse.ts";
import { documentOf } from "../../../../src/workflow/text/workflow-text.ts";
import { writeWorkflow } from "../../../../src/workflow/text/write.ts";
import { workflowArbitrary } from "../../arbitrary/arbitrary.ts";

const codes = ({ problems }: ReturnType<typeof addStep>) => problems.map(({ code }) => code);

describe("a step is added", () => {
  test("as a person would write it, without the defaults", () => {
    const { text } = addStep(
      orderProcessingYaml,
      { after: "process-payment" },
      {
        name: "send-parcel",
        timeout: "30s",
        retry: { maxAttempts: 0 },
        catch: [{ errors: ["NoSuchAddress"], onFailure: "continue" }],
        onFailure: "compensate",
      },
    );
    expect(text).toBe(
      orderProcessingYaml.replace(
        "  - name: create-invoice",
        `  - name: send-parcel
    retry: { maxAttempts: 0 }
    catch:
      - errors: [NoSuchAddress]
        onFailure: continue
    onFailure: compensate
  - name: create-invoice`,
      ),
    );
  });

  test.each([
    [{ name: "create-order" }, "DUPLICATE_NAME"],
    [{ name: "refund-payment" }, "COMPENSATION_IS_STEP"],
    [{ name: "../x" }, "UNSAFE_NAME"],
    [{ name: "send", timeout: "soon" }, "INVALID_DURATION"],
    [{ name: "send", timeout: "16m" }, "OUT_OF_RANGE"],
    [{ name: "send", onFailure: "fallback" }, "MISSING_FALLBACK"],
    [{ name: "send", compensation: "recall" }, "COMPENSATION_NEVER_RUN"],
  ])("not where the workflow would be invalid: %j", (step, code) => {
    const result = addStep(orderProcessingYaml, { at: "end" }, step);
    expect(codes(result)).toEqual([code]);
    expect(result.problems[0]).not.toHaveProperty("line");
    expect(result.problems[0]?.suggestion).toBeTruthy();
  });

  test.each([
    ["create-ordr", "UNKNOWN_STEP", "Did you mean create-order?"],
    ["zzz", "UNKNOWN_STEP", "Its steps are: create-order, process-payment, create-invoice"],
    ["cancel-order", "NOT_A_STEP", "Name that step (create-order)"],
  ])("not beside %s", (after, code, suggestion) => {
    const { problems } = addStep(orderProcessingYaml, { after }, { name: "send" });
    expect(problems).toMatchObject([{ code }]);
    expect(problems[0]?.suggestion).toContain(suggestion);
  });
});

describe("a step is taken out", () => {
  test("with what undoes it", () => {
    const { text } = removeStep(orderProcessingYaml, "process-payment");
    expect(text).not.toContain("refund-payment");
    expect(text).toContain("  - name: create-order\n    description: Record the order.\n");
  });

  test("not the last one", () => {
    expect(removeStep("name: w\nsteps:\n  - name: a\n", "a").problems).toMatchObject([
      { code: "LAST_STEP", suggestion: "Add another one first, e.g.:" },
    ]);
  });

  test("not where another needs it", () => {
    const text =
      "name: w\nsteps:\n  - name: a\n    compensation: undo-a\n  - name: b\n    onFailure: compensate\n";
    const { problems } = removeStep(text, "a");
    expect(problems).toMatchObject([{ code: "NOTHING_TO_COMPENSATE" }]);
    expect(problems[0]?.message).toMatch(/^Without "a" the workflow is not valid\. Step "b"/);
  });

  test("not where the text would have to be rewritten: the way out is told", () => {
    const shared =
      "name: w\nsteps:\n  - name: a\n    retry: &r { maxAttempts: 1 }\n  - name: b\n    retry: *r\n";
    expect(removeStep(shared, "a").problems).toMatchObject([
      {
        code: "NOT_EDITABLE",
        message:
          "Unchain would have to rewrite the file for this. The step defines the anchor &r, which line 6 uses.",
        suggestion: "Remove the step from workflow.yaml by hand, then run:",
      },
    ]);
    expect(removeStep(shared, "b").text).toBe(shared.replace(/ {2}- name: b\n.*\n/, ""));
  });

  test("the comments that go with it are told", () => {
    const text =
      "name: w\nsteps:\n  - name: a # same\n  # about b\n  - name: b # same\n    # more\n    description: '# none'\n";
    expect(removeStep(text, "b")).toMatchObject({
      warnings: [
        {
          code: "COMMENTS_REMOVED",
          message: 'Removing "b" also removes its comments:\n  # about b\n  # same\n  # more',
        },
      ],
    });
    expect(removeStep(orderProcessingYaml, "create-invoice")).not.toHaveProperty("warnings");
  });

  test("not what is none", () => {
    expect(codes(removeStep(orderProcessingYaml, "refund-payment"))).toEqual(["NOT_A_STEP"]);
    expect(codes(removeStep(orderProcessingYaml, "refund"))).toEqual(["UNKNOWN_STEP"]);
  });
});

test("whatever the workflow: the result is valid, or a problem says why not; adding and removing is nothing", () => {
  fc.assert(
    fc.property(workflowArbitrary, workflowArbitrary, fc.nat(), (workflow, other, seed) => {
      const text = writeWorkflow(workflow);
      const [step] = (documentOf(writeWorkflow(other)) as { steps: { name: string }[] }).steps;
      const names = stepsIn(documentOf(text)).map(({ name }) => name);
      const after = names[seed % names.length] ?? "";
      const added = addStep(text, { after }, step);
      if (added.text === undefined) {
        expect(added.problems.length).toBeGreaterThan(0);
        return;
      }
      expect(parseWorkflow(added.text, "-").problems).toEqual([]);
      expect(removeStep(added.text, step?.name ?? "").text).toBe(text);
    }),
  );
});
