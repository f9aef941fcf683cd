import {
  IdempotencyItemAlreadyExistsError,
  IdempotencyItemNotFoundError,
  IdempotencyRecordStatus,
} from "@aws-lambda-powertools/idempotency";
import {
  BasePersistenceLayer,
  type IdempotencyRecord,
} from "@aws-lambda-powertools/idempotency/persistence";

/** 400 KB ("DynamoDB quotas"). */
const MAX_ITEM_BYTES = 400 * 1024;

/** Keeps idempotency records in memory, with the conditions of the DynamoDB table. */
export class MemoryIdempotencyStore extends BasePersistenceLayer {
  readonly #records: Map<string, IdempotencyRecord>;

  constructor(records: Map<string, IdempotencyRecord>) {
    super();
    this.#records = records;
  }

  protected async _putRecord(record: IdempotencyRecord) {
    const existing = this.#records.get(record.idempotencyKey);
    const abandoned =
      existing?.getStatus() === IdempotencyRecordStatus.INPROGRESS &&
      (existing.inProgressExpiryTimestamp ?? 0) <= Date.now();
    if (existing && !existing.isExpired() && !abandoned) {
      throw new IdempotencyItemAlreadyExistsError("The record exists.", existing);
    }
    this.#records.set(record.idempotencyKey, record);
  }

  protected async _getRecord(key: string) {
    const record = this.#records.get(key);
    if (!record) throw new IdempotencyItemNotFoundError("There is no such record.");
    return record;
  }

  protected async _updateRecord(record: IdempotencyRecord) {
    const bytes = Buffer.byteLength(String(record.responseData));
    if (bytes > MAX_ITEM_BYTES) throw new RangeError(`DynamoDB takes no item of ${bytes} bytes.`);
    this.#records.set(record.idempotencyKey, record);
  }

  protected async _deleteRecord(record: IdempotencyRecord) {
    this.#records.delete(record.idempotencyKey);
  }
}
