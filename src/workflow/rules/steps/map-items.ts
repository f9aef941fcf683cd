import { isApproval, repeats } from "../../../forms/traits.ts";
import type { Message } from "../../../messages/message.ts";
import { type Finding, headOf, type Path, quote } from "../../findings/finding.ts";
import { parseStatePath, type StatePath, stateKey } from "../../paths.ts";
import { gapsIn, ownerOf } from "../../steps/sure-results.ts";
import { type PlacedStep, placedSteps } from "../../steps/traversal.ts";
import type { Workflow } from "../../workflow.ts";
import { misreadPaths } from "../data/state-paths.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["NOT_A_LIST", "UNCERTAIN_ITEMS"],
  check: ({ workflow, isUnknown }) => {
    const misread = misreadPaths(workflow, isUnknown);
    const isMisread = (at: Path) => misread.some((one) => one.at.join() === at.join());
    return itemRules(workflow, (at) => isUnknown(at) || isMisread(at));
  },
};

/**
 * Rules about `map.items`: the path leads to a list, and to one that is there whenever the map is
 * reached. Where it is not, the execution ends with an error that no rule of the workflow sees.
 */
function itemRules(workflow: Workflow, isUnknown: (at: Path) => boolean): Finding[] {
  return placedSteps(workflow).flatMap((placed) => {
    const at = [...placed.at, "map", "items"];
    const path = repeats(placed.step) && parseStatePath(placed.step.items);
    if (!path || isUnknown(at)) return [];
    const mistake = withoutList(workflow, path) ?? uncertainList(workflow, placed, path);
    if (!mistake) return [];
    const label = headOf(workflow, placed.at);
    return [{ ...mistake, message: `${label}: ${mistake.message}`, at }];
  });
}

function withoutList(workflow: Workflow, { root, segments }: StatePath): Message | undefined {
  const mistake = (message: string, suggestion: string): Message => ({
    code: "NOT_A_LIST",
    message,
    suggestion,
  });
  if (root === "errors" || root === "index") {
    return mistake(
      `${root} does not contain a list.`,
      "Read the items from input, from item or from the result of a step.",
    );
  }
  if (root === "input" && segments.length === 0) {
    return mistake("the input is an object, not a list.", "Name a list in it, e.g. input.items.");
  }
  const key = String(segments[0]);
  const owner = root === "results" ? ownerOf(workflow, key)?.step : undefined;
  if (!owner || (repeats(owner) && stateKey(owner) === key)) return undefined;
  if (isApproval(owner) && stateKey(owner) === key) {
    return mistake(
      `an approval like ${quote(owner.name)} does not return a list.`,
      "Read the items from input, or from the result of another step.",
    );
  }
  if (segments.length > 1) return undefined;
  return mistake(
    `results.${key} is the whole result of a step, which is an object.`,
    `Return the list as a field of the result, and read e.g. results.${key}.items.`,
  );
}

function uncertainList(
  workflow: Workflow,
  placed: PlacedStep,
  path: StatePath,
): Message | undefined {
  const [gap] = gapsIn(workflow, placed, path);
  if (!gap || !repeats(placed.step)) return undefined;
  return {
    code: "UNCERTAIN_ITEMS",
    message: `${gap.path} may be missing: ${gap.why}.`,
    suggestion: `Put the map into a branch of a choice with when: { path: ${placed.step.items}, isPresent: true }, or read the items from input or from a step whose failure stops the workflow.`,
  };
}

export const page: RulePage = {
  title: "The list of a map always exists",
  text: "`map.items` leads to a list that always exists when the map runs. If the list is missing, the execution ends with an error that no failure rule can handle. So the path must not lead to a whole result, or to a result that may be missing because of a branch, a fallback or `onFailure: continue`.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: find-lines
  - name: each-line
    map:
      items: results.findLines.lines
      steps: [{ name: ship-line }]
`,
  ],
  invalid: [
    {
      codes: ["NOT_A_LIST"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: find-lines
  - name: each-line
    map:
      items: results.findLines
      steps: [{ name: ship-line }]
`,
    },
    {
      codes: ["UNCERTAIN_ITEMS"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: find-lines
    onFailure: continue
  - name: each-line
    map:
      items: results.findLines.lines
      steps: [{ name: ship-line }]
`,
    },
  ],
};
