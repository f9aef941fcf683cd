import type { TransportName } from "../workflow/workflow.ts";

/** Names a way to build a workflow. Unchain generates `queue` and `standard`. */
export type DesignId = "nested" | "one-function" | "queue" | "standard" | "express";

/** Holds a number and says where it comes from. */
export interface Assumption {
  readonly value: number;
  /** `assumed`: nobody has said it. */
  readonly from: "workflow" | "flag" | "assumed";
}

/** Describes a function that is counted; functions are listed in the order in which they run. */
export interface ExplainedStep {
  readonly name: string;
  /** The seconds of its own work, of one call. */
  readonly seconds: Assumption;
  readonly memoryMb: Assumption;
  /** It runs so often in one run of the workflow: once, or for each item of a map. */
  readonly times: number;
}

/** Says when a step works and waits, in seconds after the start. */
export interface TimelineBar {
  readonly step: string;
  /** `pause`: a wait, for which no function is behind the bar. */
  readonly kind: "function" | "pause";
  readonly start: number;
  /** Seconds that it works, or pauses. */
  readonly works: number;
  /** Seconds that it is paid for and does nothing but wait for others, right behind its work. */
  readonly waits: number;
  /** So many of it run beside each other: the items of a map. */
  readonly times: number;
}

export interface Timeline {
  /** Until all is done. */
  readonly seconds: number;
  readonly bars: readonly TimelineBar[];
}

export type CostKind =
  /** Lambda: time in which a function does its own work. */
  | "computing"
  /** Lambda: time in which a function waits for another. */
  | "waiting"
  /** Lambda: invocations. */
  | "requests"
  /** SQS: messages sent, received and deleted. */
  | "messages"
  /** Step Functions Standard: state transitions. */
  | "transitions"
  /** Step Functions Express: executions and how long they take. */
  | "executions"
  /** DynamoDB: records of what was done. */
  | "table"
  /** S3: results that are passed on by reference. */
  | "storage";

/** Says what a million runs of the workflow cost, of one kind. */
export interface CostItem {
  readonly kind: CostKind;
  readonly usd: number;
  /** Of one run, in `unit`. */
  readonly quantity: number;
  /** E.g. `GB-seconds`, `requests`, `transitions`, `writes`. */
  readonly unit: string;
  /**
   * `pattern`: the design in its plainest form has it; `added`: what Unchain generates has it on top,
   * and `why` says what it is for.
   */
  readonly of: "pattern" | "added";
  readonly why?: string;
}

export interface Cost {
  readonly items: readonly CostItem[];
  /** USD per million runs of the plain design. */
  readonly pattern: number;
  /** USD per million runs of what Unchain adds to it; 0 where it does not generate the design. */
  readonly added: number;
  /** Both together. */
  readonly total: number;
}

/** Says what becomes of the runs that come to a step which is down for ten minutes. */
export interface StepOutage {
  readonly step: string;
  /**
   * `lost`: the caller gets an error, work done before stays half done; `waits`: retries outlast it;
   * `kept`: it can be redriven; `undone`, `goes-on`, `fallback`: the failure rules do so.
   */
  readonly fate: "lost" | "waits" | "kept" | "undone" | "goes-on" | "fallback";
  /** Seconds that its retries outlast, without jitter. */
  readonly outlasts: number;
}

export interface Outage {
  /** Runs that start in these ten minutes, at the rate. */
  readonly runs: number;
  readonly steps: readonly StepOutage[];
  /** One sentence that says what happens. */
  readonly sentence: string;
}

export interface Figures {
  readonly cost: Cost;
  /** Seconds of computing that one run pays for. */
  readonly paidSeconds: { readonly working: number; readonly waiting: number };
  /** Environments held at once at the rate: concurrent executions of Lambda. */
  readonly environments: number;
  /** Seconds until the caller has an answer: the result (`result`), or that the work is taken (`accepted`). */
  readonly answer: { readonly seconds: number; readonly is: "result" | "accepted" };
  /** Seconds until all is done. */
  readonly doneSeconds: number;
  /** Shares of runs, from 0 to 1, where each step is available 99.9 % of the time. */
  readonly availability: {
    /** The caller gets its answer. */
    readonly answer: number;
    /** The caller has its answer, and a step that is down at that moment does its work later. */
    readonly delayed: number;
  };
  /** Calls when the last step fails until every retry is used up, on every level. */
  readonly worstCase: {
    /** The most that one step is called: the last one, in a straight line. */
    readonly callsOfLastStep: number;
    readonly callsInAll: number;
    /** The tries of each level; nested they multiply. */
    readonly tries: readonly number[];
  };
  readonly outage: Outage;
}

/** Describes one way to build the workflow: by its figures, or by why it cannot be built so. */
export type Design = {
  readonly id: DesignId;
  /** E.g. `Nested chain`. */
  readonly title: string;
  /** The transport of the workflow makes it. */
  readonly isChosen: boolean;
} & ({ readonly figures: Figures } | { readonly cannot: string });

/** Describes a design that the workflow can be built as. */
export type CountedDesign = Design & { readonly figures: Figures };

export interface Verdict {
  readonly cheapest: DesignId;
  /** The design that suits this workflow best. */
  readonly recommended: DesignId;
  /** At most five plain sentences: which verdict holds, and why. */
  readonly sentences: readonly string[];
}

/** Says where the prices come from. */
export interface PriceSource {
  readonly region: string;
  /** The day on which the prices were read, `2026-11-30`. */
  readonly date: string;
  /** AWS's pages, or the user's own file. */
  readonly pages: readonly { readonly title: string; readonly url: string }[];
}

/** Holds all that is said about a workflow, as plain data: the text, the JSON and the page show nothing else. */
export interface Explanation {
  readonly workflow: {
    readonly name: string;
    readonly description?: string;
    /** Its own, or the one that is recommended. */
    readonly transport: TransportName;
  };
  readonly prices: PriceSource;
  readonly architecture: "arm64" | "x86_64";
  /** Runs per second. */
  readonly rate: Assumption;
  /** Items of each map; left out where there is none. */
  readonly items?: Assumption;
  readonly steps: readonly ExplainedStep[];
  readonly timeline: { readonly nested: Timeline; readonly decoupled: Timeline };
  readonly designs: readonly Design[];
  readonly verdict: Verdict;
  /** Plain rules of how it was counted, and what is left out. */
  readonly notes: readonly string[];
}
