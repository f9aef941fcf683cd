/** The limits of Amazon SQS and of the Lambda event source mapping. Durations are in seconds. */
export const QUEUE_LIMITS = {
  /** "Configuring maximum concurrency for Amazon SQS event sources", AWS Lambda Developer Guide. */
  minConcurrency: 2,
  maxConcurrency: 1_000,
  /**
   * "Amazon SQS dead-letter queues": `maxReceiveCount` is 1 to 1,000. The first try is one receive,
   * and the spare ones are not for tries.
   */
  maxAttempts: 994,
  /**
   * Receives that lead to no try. "Configuring a queue to use as an event source", AWS Lambda Developer
   * Guide: at least five, so that throttling does not use them up.
   */
  spareReceives: 5,
  /**
   * "Amazon SQS visibility timeout": a message is hidden for 12 hours at most, counted from when it
   * was received; what is left after a try is safely more than 11.
   */
  maxDelaySeconds: 39_600,
  /**
   * Ours: a message may be tried for 4 of the 14 days that SQS keeps it, since those it spends in a queue
   * are missing in the dead-letter queue ("Amazon SQS dead-letter queues").
   */
  triedSeconds: 345_600,
  /** "Amazon SQS delay queues": `DelaySeconds` is at most 15 minutes. */
  maxWaitSeconds: 900,
  /** Ours: destinations that a function chooses from, so that a person can read them. */
  maxWays: 100,
  /** "Amazon SQS message quotas": a queue's name has up to 80 characters. */
  nameLength: 80,
  /** "Configuring a queue to use with Lambda": visibility timeout of six function timeouts. */
  timeoutsHidden: 6,
} as const;
