/**
 * The limits of a workflow whatever its transport is. Those of SQS are in `transports/queue/limits.ts`.
 * Durations are in seconds.
 */
export const LIMITS = {
  /** Ours: with the workflow's name before it and a suffix after it a name still fits AWS's limits. */
  nameLength: 40,
  /** "CreateFunction", Lambda API Reference: `Description`, at most 256 characters. */
  descriptionLength: 256,
  /** Ours: an input that holds nothing else still fits on one line of generated code. */
  groupByLength: 60,
  minTimeoutSeconds: 1,
  /** "Step Functions quotas": an execution lasts one year at most. */
  maxWorkflowSeconds: 31_536_000,
  /** "Lambda quotas", AWS Lambda Developer Guide: function timeout, 900 seconds. */
  maxTimeoutSeconds: 900,
  /** "AWS Lambda pricing": a duration is rounded up to the nearest millisecond. */
  minExpectedMilliseconds: 1,
  /** "Lambda quotas", AWS Lambda Developer Guide: function memory, 128 MB to 10,240 MB. */
  minMemoryMb: 128,
  maxMemoryMb: 10_240,
  /** "Handling errors in Step Functions workflows": `IntervalSeconds` is a positive integer. */
  minIntervalSeconds: 1,
  /** "Handling errors in Step Functions workflows": `MaxDelaySeconds` is less than 31622400. */
  maxDelayBelowSeconds: 31_622_400,
  /**
   * Ours: an execution's history holds 25,000 events ("Step Functions quotas") and every retry adds
   * some, so that no step comes near the 99,999,999 that Amazon States Language allows.
   */
  maxAttempts: 999,
  /** "Handling errors in Step Functions workflows": `BackoffRate` is at least 1. */
  minBackoffRate: 1,
  minConcurrency: 1,
  /** Ours: a route key stays readable in logs and on the dashboard. */
  apiLength: 80,
  /** "CreateSchedule", EventBridge Scheduler API Reference: `ScheduleExpression`, 256 characters. */
  scheduleLength: 256,
  /** "PutEventsRequestEntry", Amazon EventBridge API Reference: `DetailType`, 128 characters. */
  eventTextLength: 128,
  minWindowSeconds: 1,
  /** Ours: a year. */
  maxWindowSeconds: 31_536_000,
  minWaitSeconds: 1,
  /** "Step Functions quotas": an execution lasts one year at most. */
  maxWaitSeconds: 31_536_000,
  /** Ours: longer than the function that asks may take. */
  minAnswerSeconds: 60,
  /** "Map workflow state": an inline map runs 40 items at once. */
  maxMapConcurrency: 40,
  /** Ours: how many steps may be inside of each other, so that a person can follow. */
  nesting: 8,
} as const;
