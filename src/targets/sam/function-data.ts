import { commonVariables } from "../../deployment/functions.ts";
import type { LambdaFunction, Route, Statement } from "../../deployment/model.ts";
import { pascalCase } from "../../workflow/letter-case.ts";
import { functionId, queueId } from "./logical-ids.ts";
import { intrinsic } from "./references.ts";

/** Returns what the template says of a function. */
export function functionData(fn: LambdaFunction) {
  const environment = [...reservedConcurrencyVariables(fn), ...ownVariables(fn)];
  return {
    ...fn,
    logicalId: functionId(fn.name),
    reservedConcurrency: fn.reservedConcurrency ?? null,
    environment,
    statements: fn.statements.map(statementData),
    asynchronous: fn.asynchronous
      ? { ...fn.asynchronous, onFailure: intrinsic(fn.asynchronous.onFailure) }
      : null,
    routes: fn.routes.map(routeData),
    schedules: fn.schedules.map(withDeadLetters),
    eventRules: fn.eventRules.map(withDeadLetters),
    mapping: mappingData(fn),
  };
}

function ownVariables({ environment }: LambdaFunction) {
  return variables(
    Object.entries(environment).filter(([variable]) => !commonVariables.includes(variable)),
  );
}

/** Returns the variables of an environment as YAML has them. */
export function variables(entries: readonly (readonly [variable: string, value: string])[]) {
  return entries.map(([variable, value]) => ({ variable, value: intrinsic(value) }));
}

/**
 * SAM wants a new version for a new reserved concurrency, which is no part of a version: Lambda would
 * publish none, and the deployment fail, if nothing else changed.
 */
function reservedConcurrencyVariables({ reservedConcurrency }: LambdaFunction) {
  return reservedConcurrency === undefined
    ? []
    : [{ variable: "RESERVED_CONCURRENCY", value: `"${reservedConcurrency}"` }];
}

/**
 * The actions that are done to as many things as the workflow says: a list, even where it has one of them.
 */
const TO_SEVERAL = new Set(["sqs:SendMessage", "s3:GetObject", "lambda:InvokeFunction"]);

/** Returns a statement with its actions on one line and its resources, one of them on that of its key. */
export function statementData({ effect, actions, resources }: Statement) {
  const [action = "", ...others] = actions;
  const [resource = ""] = resources;
  const isSingle = resources.length === 1 && !TO_SEVERAL.has(action);
  return {
    effect,
    action: others.length === 0 ? action : `[${actions.join(", ")}]`,
    resource: isSingle ? intrinsic(resource) : null,
    resources: isSingle ? [] : resources.map(intrinsic),
  };
}

function routeData({ method, path, authorizer, keepsAuthorizer }: Route) {
  return { method, path, ownAuthorizer: keepsAuthorizer ? authorizer : null };
}

function withDeadLetters<Delivery extends { readonly deadLetters: string }>(delivery: Delivery) {
  return { ...delivery, deadLetters: intrinsic(delivery.deadLetters) };
}

function mappingData({ name, mapping }: LambdaFunction) {
  if (mapping === undefined) return null;
  return {
    ...mapping,
    logicalId: `${pascalCase(name)}EventSourceMapping`,
    queue: queueId(mapping.queue),
  };
}
