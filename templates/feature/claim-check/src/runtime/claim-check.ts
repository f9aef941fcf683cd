import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { WorkflowState } from "../workflow.ts";

/** The reference in the workflow state to a result that is kept in S3. */
interface ClaimCheck {
  claimCheck: string;
}

/** The store of large results, as JSON. */
export interface ClaimChecks {
  put(key: string, json: string): Promise<void>;
  get(key: string): Promise<string>;
}

/** Stores a result under the same key for every try, so that a repeat overwrites it. */
export async function keepResult(
  step: string,
  { id }: WorkflowState,
  json: string,
  claimChecks: ClaimChecks,
): Promise<ClaimCheck> {
  const claimCheck = `${id}/${step}`;
  await claimChecks.put(claimCheck, json);
  return { claimCheck };
}

/**
 * The workflow state with the results themselves in the place of their claim checks. A result that
 * was passed on before its step had a claim check stays as it is.
 */
export async function redeem(
  state: WorkflowState,
  claims: readonly string[],
  claimChecks: ClaimChecks,
): Promise<WorkflowState> {
  const results: Record<string, unknown> = state.results;
  const entries = await Promise.all(
    claims.map(async (key): Promise<[string, unknown][]> => {
      const result = results[key];
      if (!isClaimCheck(result)) return [];
      return [[key, JSON.parse(await claimChecks.get(result.claimCheck))]];
    }),
  );
  return { ...state, results: { ...state.results, ...Object.fromEntries(entries.flat()) } };
}

function isClaimCheck(result: unknown): result is ClaimCheck {
  return result instanceof Object && "claimCheck" in result;
}

let client: S3Client | undefined;

export function s3ClaimChecks(): ClaimChecks {
  client ??= new S3Client();
  const s3 = client;
  const Bucket = process.env.CLAIM_CHECK_BUCKET ?? "";
  return {
    async put(Key, Body) {
      const ContentType = "application/json";
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
    },
    async get(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      if (!Body) throw new Error(`${Bucket} answered without the content of ${Key}.`);
      return Body.transformToString();
    },
  };
}
