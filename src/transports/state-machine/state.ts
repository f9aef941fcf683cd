/** A state of Amazon States Language, JSONPath flavour. */
export type State = { readonly Type: string; readonly [field: string]: unknown };

export type States = Record<string, State>;

export interface StateMachine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<States>;
}

/** That of a whole workflow, which ends after so many seconds. */
export interface TimedStateMachine extends StateMachine {
  readonly TimeoutSeconds: number;
}

/** Returns the field with what a step or a workflow says of itself. */
export const commentOf = ({ description }: { readonly description?: string }) =>
  description === undefined ? {} : { Comment: description };
