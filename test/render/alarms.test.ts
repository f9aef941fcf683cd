import { expect, test } from "vitest";
import { renderWorkflow } from "../../src/testing.ts";
import { parseTemplate } from "./cloudformation.ts";

test.each([1, 5, 10, 900])(
  "no alarm goes off while a failure of a step of %i s waits for its router",
  (seconds) => {
    const files = renderWorkflow({
      name: "w",
      transport: "queue",
      steps: [{ name: "a", timeout: `${seconds}s`, onFailure: "continue" }, { name: "b" }],
    });
    const { Resources } = parseTemplate(files["template.yaml"] ?? "");
    const threshold = Resources.AFailureQueueAgeAlarm?.Properties?.Threshold;
    const hidden = Resources.AFailureQueue?.Properties?.VisibilityTimeout;
    expect(hidden).toBeGreaterThanOrEqual(6 * seconds);
    expect(threshold).toBeGreaterThanOrEqual(Number(hidden));
  },
);
