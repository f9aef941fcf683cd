import type { Target } from "../target.ts";
import { sam as description } from "./description.ts";
import { templateData } from "./template-data.ts";

/** AWS SAM. */
export const sam: Target = {
  ...description,
  folders: () => ["sam", "cloudformation"],
  templateData,
  files: () => [],
};
