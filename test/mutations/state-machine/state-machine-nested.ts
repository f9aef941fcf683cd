import type { Mutation } from "../mutation.ts";
import { caughtBy, infrastructureTest, workflowTest } from "./state-machine-rows.ts";

/** What breaks a state machine with branches and maps. */
export const stateMachineNestedMutations: readonly Mutation[] = [
  ...workflowTest("nested", "workflow.asl.json", [
    {
      name: "a wait that is too short",
      replace: ['"Seconds": 600', '"Seconds": 60'],
      red: /^cool-down lasts 10m/,
    },
    {
      name: "another item than the condition says",
      after: '"number": {',
      replace: ['"NumericEquals": 1', '"NumericEquals": 2'],
      red: /^number takes branch 1 where index is 1/,
    },
    {
      name: "a step of some items that is not retried as often",
      after: '"label": {',
      replace: ['"MaxAttempts": 3,', '"MaxAttempts": 2,'],
      red: /^label is retried 3 times/,
    },
    {
      name: "the result of an item that is not looked for where it is",
      after: '"weight": {',
      replace: [
        '"$.results.bags[1].pack.heavy",\n              "IsPresent"',
        '"$.results.bags[2].pack.heavy",\n              "IsPresent"',
      ],
      red: /^weight takes branch 1 where results/,
    },
    {
      name: "a wait at the end that is too short",
      after: '"rest": {',
      replace: ['"Seconds": 7200', '"Seconds": 720'],
      red: /^rest lasts 2h/,
    },
    {
      name: "a wait at the end that is left out",
      after: '"gifts": {',
      replace: ['"Next": "rest"', '"Next": "Succeeded"'],
      red: /^rest lasts 2h/,
    },
    {
      name: "a wait at the end of an item that is left out",
      after: '"wrap": {',
      replace: ['"Next": "breath"', '"Next": "gifts item done"'],
      red: /^breath lasts 5s/,
    },
    {
      name: "a branch that is never taken",
      after: '"need-car": {',
      replace: ['"Variable": "$.input.car"', '"Variable": "$.input.van"'],
      red: /^need-car takes branch 1/,
    },
    {
      name: "results of a branch that are lost",
      replace: [
        "States.JsonMerge(States.JsonMerge($[0].results, $[1].results, false), $[2].results, false)",
        "States.JsonMerge($[0].results, $[1].results, false)",
      ],
      red: /^need-car takes branch 1/,
    },
    {
      name: "a failing branch that nobody looks for",
      after: '"Did book fail": {',
      replace: ['"Variable": "$.failures[0]"', '"Variable": "$.failures[9]"'],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "a branch that asks for compensation in vain",
      after: '"Did book fail": {',
      replace: ['"Variable": "$.undos[0]"', '"Variable": "$.undos[9]"'],
      red: /^flight has everything undone when its retries are exhausted/,
    },
    {
      name: "a composite that does not know an error by its name",
      after: '"Route failure of book": {',
      replace: ['"StringEquals": "SoldOut"', '"StringEquals": "Sold"'],
      red: /^book is passed over when a branch fails with SoldOut/,
    },
    {
      name: "a failure that aborts the other branches",
      after: '"hotel": {',
      replace: [
        '"States.ALL"],\n                  "ResultPath": "$.errors.hotel"',
        '"Nothing"],\n                  "ResultPath": "$.errors.hotel"',
      ],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "a composite that is not undone",
      after: '"Compensate book": {',
      replace: ['"Next": "cancel-trip"', '"Next": "Is cancel-car due"'],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "compensation of what was not tried",
      after: '"Is cancel-car due": {',
      replace: ['"Default": "Is cancel-flight due"', '"Default": "cancel-car"'],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "items that are not undone",
      after: '"Compensate bags": {',
      replace: ['"Next": "Undo bags"', '"Next": "cancel-trip"'],
      red: /^bags has everything undone when an item fails/,
    },
    {
      name: "an item that could not be undone, and is taken for one that was",
      after: '"unpack": {',
      replace: [
        '"Next": "bags item undone"',
        `${caughtBy("bags item undone")}"Next": "bags item undone"`,
      ],
      red: /^unpack leaves the workflow for a person/,
    },
    {
      name: "items that no redrive goes on with",
      replace: ['"Undo bags": {', `"Lost": { "Type": "Fail" }, "Undo bags": { ${caughtBy("Lost")}`],
      red: /^unpack leaves no other item out when it is redriven for one/,
    },
    {
      name: "a compensation of a branch that no redrive goes on from",
      replace: [
        '"cancel-hotel": {',
        `"Lost": { "Type": "Fail" }, "cancel-hotel": { ${caughtBy("Lost")}`,
      ],
      red: /^cancel-hotel goes on with what is left to undo when it is redriven/,
    },
    {
      name: "a map over something else",
      after: '"bags": {',
      replace: ['"ItemsPath": "$.input.bags"', '"ItemsPath": "$.input.gifts"'],
      red: /^bags runs its steps for each item/,
    },
    {
      name: "more items at once than wanted",
      after: '"bags": {',
      replace: ['"MaxConcurrency": 2', '"MaxConcurrency": 3'],
      red: /^bags works on at most 2 items at once/,
    },
    {
      name: "more items undone at once than wanted",
      after: '"Undo bags": {',
      replace: ['"MaxConcurrency": 2', '"MaxConcurrency": 3'],
      red: /^bags undoes at most 2 items at once/,
    },
    {
      name: "a map within a map over something else",
      after: '"tags": {',
      replace: ['"ItemsPath": "$.item.tags"', '"ItemsPath": "$.input.bags"'],
      red: /^tags runs its steps for each item/,
    },
    {
      name: "more items at once than wanted in a map within a map",
      after: '"tags": {',
      replace: ['"MaxConcurrency": 3', '"MaxConcurrency": 4'],
      red: /^tags works on at most 3 items at once/,
    },
    {
      name: "an item that another is taken for",
      after: '"bags": {',
      replace: [
        "States.Format('#{}', $$.Map.Item.Index)",
        "States.Format('#{}', $$.Execution.Name)",
      ],
      red: /^bags runs its steps for each item/,
    },
  ]),
  ...workflowTest("nested", "workflow.asl.json", [
    {
      name: "throttling that is taken for a failure of a branch",
      after: '"hotel": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^hotel waits its turn when it is throttled/,
    },
    {
      name: "throttling that is taken for a failure of an item",
      after: '"ItemProcessor": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^\S+ waits its turn when it is throttled/,
    },
  ]),
  ...infrastructureTest("nested", "workflow.asl.json", [
    {
      name: "a function inside of a branch without a time-out of its own",
      after: '"hotel": {',
      replace: ['"TimeoutSeconds": 45', '"TimeoutSeconds": 30'],
      red: /^workflow.asl.json '?hotel'? ends later than its function does/,
    },
    {
      name: "a circle inside of a branch",
      after: '"seat": {',
      replace: ['"Next": "book branch 2 done"', '"Next": "flight"'],
      red: /^workflow.asl.json goes forward only from '?flight/,
    },
  ]),
  ...workflowTest("nested", "workflow.asl.json", [
    {
      name: "a result of an item that is too large and tried again",
      after: '"pack": {',
      replace: ['"PermanentError", "ResultTooLarge"', '"PermanentError"'],
      red: /^pack leaves it to bags when its result is too large/,
    },
  ]),
];
