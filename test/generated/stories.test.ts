import { describe, expect, test } from "vitest";
import type { Story, StoryEvent } from "../../src/explain/stories/stories.ts";
import { storiesOf } from "../../src/explain/stories/stories.ts";
import { checkWorkflowText } from "../../src/workflow/parse.ts";
import { renderWorkflow } from "../../src/testing.ts";
import { runLocally } from "./run-locally.ts";
