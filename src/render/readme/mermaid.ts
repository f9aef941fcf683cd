import { waysOf } from "../../forms/choice.ts";
import { formOf } from "../../forms/registry.ts";
import { canFail, decides, failureOf, sequencesIn } from "../../forms/traits.ts";
import {
  allCompensations,
  type CompensationStep,
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failable,
  failables,
} from "../../semantics/compensation-order.ts";
import { consequenceOf, distinctRoutes, isRedrivable } from "../../semantics/failure-routes.ts";
import { locate } from "../../semantics/placement.ts";
import { withFallback } from "../../workflow/steps/traversal.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import { describeTrigger } from "../../workflow/trigger.ts";
import type { Step, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { type Ids, idsOf } from "./mermaid-ids.ts";

const ENDS = {
  succeeded: '(["succeeded"])',
  failed: '(["failed, can be redriven"])',
  stopped: '(["failed"])',
  compensated: '(["compensated"])',
  compensationFailed: '(["a person must act"])',
} as const;

const end = (name: keyof typeof ENDS): string => name;

/**
 * A Mermaid flowchart: the way forward as solid arrows, failure routes as dotted ones. What is inside
 * of a parallel or a map is inside of its box, and what undoes the steps is in a box of its own.
 */
export function mermaid(workflow: WorkflowWithTransport): string[] {
  const id = idsOf(workflow);
  const next = nextOf(workflow.steps, end("succeeded"), id);
  const edges = [
    ...new Set([
      ...startEdges(workflow, id),
      ...workflow.steps.flatMap((step) => forwardEdges(step, next, id)),
      ...failables(workflow).flatMap((one) => failureEdges(workflow, one, next, id)),
      ...undoEdges(workflow, id),
    ]),
  ];
  const ends = Object.entries(ENDS).filter(([name]) =>
    edges.some((edge) => edge.endsWith(` ${name}`)),
  );
  return [
    "flowchart TD",
    ...[
      ...startNodes(workflow),
      ...workflow.steps.flatMap((step) => nodes(step, id)),
      ...undoNodes(workflow, id),
      ...ends.map(([name, shape]) => `${name}${shape}`),
      ...edges,
    ].map((line) => `  ${line}`),
  ];
}

/** The node that follows each step, by its name; none follows the last one of a branch or an item. */
function nextOf(
  steps: readonly Step[],
  after: string | undefined,
  id: Ids,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    steps.flatMap((step, index) => {
      const following = steps[index + 1];
      const next = following ? id(following.name) : after;
      const inner = sequencesIn(step).flatMap((branch) => [
        ...nextOf(branch.steps, decides(step) ? next : undefined, id),
      ]);
      return [[step.name, next] as const, ...inner];
    }),
  );
}

const START = "start";

function startNodes({ trigger }: WorkflowWithTransport): string[] {
  return trigger ? [`${START}([${quoted(describeTrigger(trigger))}])`] : [];
}

function startEdges({ trigger, steps }: WorkflowWithTransport, id: Ids): string[] {
  return trigger ? steps.slice(0, 1).map(({ name }) => `${START} --> ${id(name)}`) : [];
}

function nodes(step: Step, ids: Ids): string[] {
  const id = ids(step.name);
  const inner = sequencesIn(step).flatMap(({ steps }) => steps.flatMap((one) => nodes(one, ids)));
  const fallback =
    canFail(step) && step.fallback ? [`${ids(step.fallback.name)}["${step.fallback.name}"]`] : [];
  const { node, caption } = formOf(step);
  const own = node ? [id + node(step), ...inner] : box(id, `${step.name}: ${caption(step)}`, inner);
  return [...own, ...fallback];
}

function box(id: string, title: string, inner: readonly string[]): string[] {
  return [`subgraph ${id}["${title}"]`, ...inner.map((line) => `  ${line}`), "end"];
}

function forwardEdges(
  step: Step,
  next: ReadonlyMap<string, string | undefined>,
  id: Ids,
): string[] {
  const following = next.get(step.name);
  const edge = (from: string, to: string | undefined, arrow = "-->") =>
    to === undefined ? [] : [`${id(from)} ${arrow} ${to}`];
  const inner = sequencesIn(step).flatMap(({ steps }) =>
    steps.flatMap((one) => forwardEdges(one, next, id)),
  );
  if (!decides(step)) {
    const tried = canFail(step) ? withFallback(step) : [step];
    return [...inner, ...tried.flatMap(({ name }) => edge(name, following))];
  }
  return [
    ...waysOf(step).flatMap(({ when, steps: [first] }) => {
      const label = when ? quoted(describeCondition(when)) : "otherwise";
      return edge(step.name, first ? id(first.name) : following, `-- ${label} -->`);
    }),
    ...inner,
  ];
}

/** Free text in a chart: a quotation mark would end it, and tags would be read as HTML. */
function quoted(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "#": "#35;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
  };
  return `"${text.replace(/[#"<>]/g, (character) => entities[character] ?? character)}"`;
}

/** Failure routes; a failure that a box around deals with is a route of that box. */
function failureEdges(
  workflow: WorkflowWithTransport,
  one: Failable,
  next: ReadonlyMap<string, string | undefined>,
  id: Ids,
): string[] {
  const around = compositesAround(workflow, one);
  const target = (error: string | undefined): string | undefined => {
    const then = consequenceOf(one, error, around);
    switch (then.kind) {
      case "stop":
        return end(isRedrivable(workflow.transport, one) ? "failed" : "stopped");
      case "handled":
        return undefined;
      case "compensate":
        return undoStart(workflow, one, id);
      case "continue":
        return next.get(stepOf(workflow, one));
      case "fallback":
        return id(then.fallback.name);
    }
  };
  return distinctRoutes(one).flatMap(({ errors }) => {
    const to = target(errors[0]);
    const label = errors.join(", ") || failureOf(one, "fails");
    return to === undefined ? [] : [`${id(one.name)} -. ${label} .-> ${to}`];
  });
}

/** The step itself, or the one in whose place a fallback runs. */
function stepOf(workflow: WorkflowWithTransport, one: Failable): string {
  return locate(workflow, one).step.name;
}

/** The compensation that is run first when this fails. */
function undoStart(workflow: WorkflowWithTransport, one: Failable, id: Ids): string {
  const [newest] = compensationsIn(compensationsFrom(workflow, one));
  return newest ? id(newest.compensation) : end("compensated");
}

const UNDO = "undo";

function undoNodes(workflow: WorkflowWithTransport, id: Ids): string[] {
  const chain = allCompensations(workflow).flatMap((step) => undoLabels(step));
  if (chain.length === 0) return [];
  return box(
    UNDO,
    "undo, newest first",
    chain.map(([name, label]) => `${id(name)}["${label}"]`),
  );
}

/** The names of compensations, and when each of them is run. */
function undoLabels(step: CompensationStep, map?: string): [name: string, label: string][] {
  if ("undo" in step) return step.undo.flatMap((inner) => undoLabels(inner, step.map));
  const { compensation, ifTried } = step;
  const condition = map === undefined ? ifTried && `if ${ifTried} ran` : `for each item of ${map}`;
  return [[compensation, condition ? `${compensation}, ${condition}` : compensation]];
}

function undoEdges(workflow: WorkflowWithTransport, id: Ids): string[] {
  const chain = compensationsIn(allCompensations(workflow)).map(({ compensation }) =>
    id(compensation),
  );
  if (chain.length === 0) return [];
  return [
    ...chain.map((from, index) => `${from} --> ${chain[index + 1] ?? end("compensated")}`),
    `${UNDO} -. fails .-> ${end("compensationFailed")}`,
  ];
}
