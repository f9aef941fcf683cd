import { keyOf } from "../../idempotency.ts";
import type { Location } from "../../steps/locations.ts";
import type { IdempotencyKey } from "../../workflow.ts";

/** A place whose task is done once for each key. */
export type KeyedPlace = Location & { readonly idempotency: IdempotencyKey };

/** Returns the places whose tasks are done once for each key. */
export function keyedPlaces(places: readonly Location[]): KeyedPlace[] {
  return places.flatMap((place): KeyedPlace[] => {
    const idempotency = keyOf(place.task);
    return idempotency ? [{ ...place, idempotency }] : [];
  });
}
