import { describe, expect, test } from "vitest";
import { code, fitLiteral } from "../../../src/render/layout.ts";
import { duration, newConstruct } from "../../../src/targets/cdk/code.ts";

describe("a time", () => {
  test.each([
    [1, "Duration.seconds(1)"],
    [90, "Duration.seconds(90)"],
    [960, "Duration.minutes(16)"],
    [7_200, "Duration.hours(2)"],
    [1_209_600, "Duration.days(14)"],
  ])("of %i seconds is %s", (seconds, text) => {
    expect(fitLiteral("", duration(seconds), "")).toBe(text);
  });
});

describe("the statement that makes a construct", () => {
  test("is on one line where it fits", () => {
    expect(newConstruct({ type: "WorkflowDashboard", id: "Dashboard" })).toBe(
      '    new WorkflowDashboard(this, "Dashboard");',
    );
    const props = { expiration: code("Duration.days(30)") };
    expect(newConstruct({ variable: "results", type: "ClaimCheckBucket", id: "A", props })).toBe(
      '    const results = new ClaimCheckBucket(this, "A", { expiration: Duration.days(30) });',
    );
  });

  test("sets a member of the construct around it", () => {
    expect(newConstruct({ variable: "this.start", type: "Start", id: "Start" })).toBe(
      '    this.start = new Start(this, "Start");',
    );
  });

  test("has a line for each argument where names are long", () => {
    const name = "aNameThatIsAsLongAsOneMayBeInAWorkflow";
    const lines = [
      `    const ${name} = new QueueStep(`,
      "      this,",
      `      "${name}",`,
      '      { name: "x" },',
      "    );",
    ];
    expect(
      newConstruct({ variable: name, type: "QueueStep", id: name, props: { name: "x" } }),
    ).toBe(lines.join("\n"));
  });
});
