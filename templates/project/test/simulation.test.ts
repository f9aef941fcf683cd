import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { simulate } from "../local/simulate.ts";

const example = readFileSync(new URL("../events/example.json", import.meta.url), "utf8");

it("stops a workflow that goes round for ever, and says where", async () => {
  const endless = simulate({ input: JSON.parse(example), maxVisits: 0 });
  await expect(endless).rejects.toThrow(/^local-1 goes round for ever: it has come to the .+ more/);
});
