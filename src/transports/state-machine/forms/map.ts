import { undoesItems } from "../../../semantics/compensation-order.ts";
import { stateKey } from "../../../workflow/paths.ts";
import type { MapStep } from "../../../workflow/workflow.ts";
import { referencePath } from "../choice-rule.ts";
import { endingFields, joinStates } from "../failure-states.ts";
import { commentOf, type State } from "../state.ts";
import { carried, endingsIn, type Fields, itemFields, scopeIn } from "../state-fields.ts";
import type { FormStates } from "./form-states.ts";

export const map: FormStates<MapStep> = {
  states(step, next, around, sequence) {
    const key = stateKey(step);
    const within = [step, ...around.within];
    const joined = `${step.name} joined`;
    const ends = endingsIn(step, around.within);
    const keeps = undoesItems(around.workflow);
    const done = `${step.name} item done`;
    const failed = `${step.name} item failed`;
    const undone = `${step.name} item to undo`;
    const kept: Fields = {
      ...(keeps && { "item.$": "$.item", "index.$": "$.index", "itemPath.$": "$.itemPath" }),
      "results.$": "$.results",
      ...(keeps && { "errors.$": "$.errors", "items.$": "$.items" }),
    };
    const end = (fields: Fields): State => ({
      Type: "Pass",
      Parameters: { ...kept, ...fields },
      End: true,
    });
    const inside = sequence(step.steps, done, { ...around, within, ends: { failed, undone } });
    const leadsTo = (name: string) => JSON.stringify(inside).includes(JSON.stringify(name));
    const join = joinStates(step, next, around);
    const endings = endingFields(step, around);
    return {
      [step.name]: {
        Type: "Map",
        ...commentOf(step),
        ItemsPath: referencePath(step.items, scopeIn(around.within)),
        ...(step.maxConcurrency !== undefined && { MaxConcurrency: step.maxConcurrency }),
        ItemSelector: itemFields(around.within, "$$.Map.Item.Value", "$$.Map.Item.Index", {
          results: {},
          errors: {},
          ...(keeps && { items: {} }),
        }),
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: step.steps[0]?.name ?? done,
          States: {
            ...inside,
            [done]: end({}),
            ...(leadsTo(failed) && { [failed]: end({ "failure.$": "$.failure" }) }),
            ...(leadsTo(undone) && { [undone]: end({ "undo.$": "$.undo" }) }),
          },
        },
        ResultSelector: {
          results: { [`${key}.$`]: "$[*].results" },
          ...(keeps && { items: { [`${key}.$`]: "$" } }),
          ...endings,
        },
        ResultPath: "$.joined",
        Next: joined,
      },
      [joined]: {
        Type: "Pass",
        Parameters: {
          ...carried(around.within, "$"),
          "results.$": "States.JsonMerge($.results, $.joined.results, false)",
          "errors.$": "$.errors",
          ...(keeps && { "items.$": "States.JsonMerge($.items, $.joined.items, false)" }),
          ...(ends.failures && { "failures.$": "$.joined.failures" }),
          ...(ends.undos && { "undos.$": "$.joined.undos" }),
        },
        Next: join.entry,
      },
      ...join.states,
    };
  },
};
