import type { Path } from "../findings/finding.ts";
import { type Key, type Keys, mappingOf, resolved, type Shape } from "./shape.ts";
import { WORKFLOW_SHAPE } from "./workflow-keys.ts";

/** A place of `workflow.yaml`: the key, and the shape of what is there, which may be an item of its list. */
export interface Place {
  readonly key: Key;
  readonly shape: Shape;
}

/** Returns the key of a path; `undefined` where no key leads there. */
export function placeAt(path: Path): Place | undefined {
  let place: Place | undefined;
  let shape: Shape = WORKFLOW_SHAPE;
  for (const part of path) {
    const here: Shape = resolved(shape);
    if (typeof part === "number") {
      if (here.kind !== "list" || place === undefined) return undefined;
      shape = here.of;
    } else {
      const key: Key | undefined = keysIn(here)[part];
      if (key === undefined) return undefined;
      shape = key.shape;
      place = { key, shape };
    }
  }
  return place && { key: place.key, shape };
}

/** Returns the keys that a mapping takes. */
export const keysAllowedAt = (path: Path): Keys =>
  path.length === 0 ? WORKFLOW_SHAPE.keys : keysIn(placeAt(path)?.shape);

const NONE: Keys = {};

const keysIn = (shape: Shape | undefined): Keys => (shape && mappingOf(shape)?.keys) ?? NONE;
