import { compact } from "../lists.ts";
import { scriptRunner } from "../plan/package-manager.ts";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { comment } from "../quote.ts";
import { TOO_LARGE } from "../semantics/too-large.ts";
import { transportOf } from "../transports/registry.ts";
import { formatDuration } from "../workflow/duration.ts";
import { sentence } from "../workflow/findings/finding.ts";
import { exampleResult } from "./code/example-result.ts";
import { ownStateType, stateTypeNames } from "./code/state-types.ts";
import { exampleStateLine } from "./code/trigger.ts";
import { fold } from "./fold.ts";
import { fitItems, fitLiteral, LINE_WIDTH } from "./layout.ts";

export function stepData(plan: Plan, step: PlannedStep) {
  const { task, functionName, resultType, key } = step;
  const inMap = step.map !== undefined;
  const stateType = ownStateType(step);
  const stateTypeImport = (folder: string) =>
    fitItems("import type { ", stateTypeNames(step), ` } from "${folder}/workflow.ts";`);
  const isApproval = step.answerSeconds !== undefined;
  return {
    stateTypeImport: stateTypeImport(".."),
    testTypeImport: stateTypeImport("../../src"),
    typesState: step.role !== "compensation",
    result: exampleResult(
      plan,
      step,
      `\`${task.name}-\${state.id}${inMap ? "${state.itemPath}" : ""}\``,
      `"${task.name}-example${inMap ? "#0" : ""}"`,
    ),
    approval: step.answerSeconds !== undefined,
    answerLine: `  answerWithinSeconds: ${step.answerSeconds},`,
    name: task.name,
    key,
    functionName,
    resultType,
    idempotencyLine: fitLiteral("  idempotency: ", task.idempotency, ","),
    docLines: docLines(step),
    testTitle: isApproval ? "says how to answer" : "answers with a reference",
    run: scriptRunner(plan.packageManager),
    askedLine: fitItems(
      "  expect(JSON.stringify(info.mock.calls)).toContain(",
      [
        `"${scriptRunner(plan.packageManager)} approve -- example ${task.name}${inMap ? "#0" : ""}"`,
      ],
      ");",
    ),
    requestLine: fitLiteral(
      "  const approval = ",
      {
        workflowId: "example",
        step: `${task.name}${inMap ? "#0" : ""}`,
        expiresAt: "2030-01-01T00:00:00.000Z",
      },
      ";",
    ),
    stateLine: exampleStateLine(inMap, stateType),
    signature: fitItems(
      `export async function ${functionName}(`,
      [`state: ${stateType}`, ...(isApproval ? ["approval: ApprovalRequest"] : [])],
      `): Promise<${isApproval ? "void" : resultType}> {`,
    ),
    entryImport: fitItems("import { ", [functionName], ` } from "../steps/${task.name}.ts";`),
    testImport: fitItems("import { ", [functionName], ` } from "../../src/steps/${task.name}.ts";`),
    propertyLines: propertyLines(plan, step),
  };
}

function propertyLines(plan: Plan, step: PlannedStep): string[] {
  const { task, claims, undoes } = step;
  return compact([
    undoes && fitLiteral("  undoes: ", undoes, ","),
    task.claimCheck && "  claimCheck: true,",
    claims.length > 0 && fitLiteral("  claims: ", claims, ","),
    ...transportOf(plan).rendering.stepProperties(plan, step),
  ]);
}

/** The width of a line behind ` * `. */
const COMMENT_WIDTH = LINE_WIDTH - 3;

const BESIDES =
  "Write `(state, { signal, logger }: StepContext, prices = connect())` where it needs more than the state: `connect` makes a client when it is first called, and a test gives its own. See `Configuration` in README.md.";

/** The comment above a step: what its new owner needs to know before writing it. */
function docLines({ task, role, of, namedErrors, answerSeconds }: PlannedStep): string[] {
  const about = task.description ?? titleOf(task.name);
  const own = namedErrors.filter((error) => error !== TOO_LARGE);
  const errors = own.map((error) => `\`${error}\``);
  const permanent =
    errors.length > 0 ? `${errors.join(", ")} or another \`PermanentError\`` : "a `PermanentError`";
  const guidance = {
    step: `Throw ${permanent} where repeating cannot help; any other error is retried.`,
    fallback: `Runs in the place of ${of} when that has failed for good.`,
    compensation: `Undoes ${of}, which may or may not have taken effect. It runs again after a crash: undo nothing twice.`,
  };
  const asks =
    answerSeconds !== undefined &&
    `Asks a person, and says how to answer; the workflow waits ${formatDuration(answerSeconds)} for it.`;
  const more = asks ? [] : ["", BESIDES];
  const paragraphs = compact([comment(about), "", asks, guidance[role], ...more]);
  return paragraphs.flatMap((text) => fold(text, COMMENT_WIDTH).map((line) => line && ` ${line}`));
}

/** `process-payment` as a sentence: `Process payment.` */
function titleOf(name: string): string {
  return `${sentence(name.replaceAll("-", " "))}.`;
}
