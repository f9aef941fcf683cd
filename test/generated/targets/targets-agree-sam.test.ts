import { testAgreement } from "./targets-agree.ts";

/** SAM wants a new version for a new reserved concurrency, which Lambda makes for a changed variable only. */
testAgreement("sam", 30, (model) => ({
  ...model,
  functions: model.functions.map((fn) =>
    fn.reservedConcurrency === undefined
      ? fn
      : {
          ...fn,
          environment: { ...fn.environment, RESERVED_CONCURRENCY: `${fn.reservedConcurrency}` },
        },
  ),
}));
