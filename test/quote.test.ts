import { runInNewContext } from "node:vm";
import { execa } from "execa";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  comment,
  json,
  markdown,
  posixString,
  posixWord,
  tsString,
  yamlString,
} from "../src/quote.ts";

const hostile = [
  "",
  " ",
  "plain",
  "it's",
  'say "hi"',
  `it's "both"`,
  "`${process.exit()}` {{x}} ${{ secrets.X }}",
  "back\\slash \\n \\u0041",
  "line\nbreak\r\nand\ttab\u2028\u2029\u0085",
  "*/ alert(1) /* // <!-- -->",
  "emoji 🧾 and accents éß",
  "- # : {} [] , & * ! | > ' \" % @",
  "yes",
  "NULL",
  "~",
  "1e3",
  "0x1F",
  "12:30:00",
  "2001-01-01",
  "key: value",
  "trailing ",
  "trailing:",
  "a #b",
  "\u0000\u0007\u007f\u009f\ufeff",
];

const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme" }));

describe("json", () => {
  it("is one line that parses to the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(json(value)).not.toMatch(/[\n\r]/);
        expect(JSON.parse(json(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("refuses what JSON cannot say", () => {
    expect(() => json(undefined)).toThrow("Not a JSON value: undefined");
  });
});

describe("tsString", () => {
  it("evaluates to the text, in code of one line", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(runInNewContext(tsString(value))).toBe(value);
        expect(tsString(value)).not.toMatch(/[\n\r\u2028\u2029]/);
      }),
    );
  });

  it("is as Biome formats it", async () => {
    const code = hostile.map((value, index) => `const a${index} = ${tsString(value)};\n`).join("");
    const args = ["format", "--stdin-file-path=a.ts", "--line-width=320"];
    const { stdout } = await execa("biome", args, { input: code, preferLocal: true });
    expect(`${stdout}\n`).toBe(code);
  });
});

describe("yamlString", () => {
  it.each(["1.1", "1.2"] as const)("reads back as the text, in YAML %s", (version) => {
    fc.assert(
      fc.property(text, (value) => {
        const quoted = yamlString(value);
        const document = `block: ${quoted}\nlist:\n  - ${quoted}\nflow: [${quoted}, { a: ${quoted} }]\n`;
        expect(parse(document, { version })).toEqual({
          block: value,
          list: [value],
          flow: [value, { a: value }],
        });
      }),
    );
  });

  it("quotes only where it must", () => {
    expect(yamlString("Take an order")).toBe("Take an order");
    expect(yamlString("src/steps/create-order.ts")).toBe("src/steps/create-order.ts");
    expect(yamlString("no")).toBe('"no"');
  });
});

describe("comment", () => {
  it("stays inside a block comment and a line comment", () => {
    fc.assert(
      fc.property(text, (value) => {
        const code = `/** ${comment(value)} */ // ${comment(value)}\n"reached"`;
        expect(runInNewContext(code)).toBe("reached");
      }),
    );
  });

  it("keeps ordinary text", () => {
    expect(comment("Charge the card.\nOnce.")).toBe("Charge the card. Once.");
  });
});

describe("markdown", () => {
  it("keeps ordinary text", () => {
    expect(markdown("Take an order, charge the card (once).")).toBe(
      "Take an order, charge the card (once).",
    );
  });

  it.each([
    ["a | b", "a \\| b"],
    ["<script>", "\\<script\\>"],
    ["`code` *bold* _it_", "\\`code\\` \\*bold\\* \\_it\\_"],
    ["[a](b) ![c](d)", "\\[a\\](b) !\\[c\\](d)"],
    ["one\n\n# two", "one # two"],
    ["# heading", "\\# heading"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["&lt; $x$ ~s~", "\\&lt; \\$x\\$ \\~s\\~"],
    ["a\\", "a\\\\"],
  ])("shows %j as it is", (value, expected) => {
    expect(markdown(value)).toBe(expected);
  });

  it("is one line", () => {
    fc.assert(fc.property(text, (value) => !/[\n\r]/.test(markdown(value))));
  });
});

describe("posixWord", () => {
  it("is one word that the shell takes as it is", async () => {
    const words = hostile.filter((one) => !one.includes("\0"));
    const script = words.map((one) => `printf '%s\\0' ${posixWord(one)}`).join("\n");
    const { stdout } = await execa("sh", ["-c", script], { stripFinalNewline: false });
    expect(stdout.split("\0")).toEqual([...words, ""]);
  });

  it("is quoted only where that is needed", () => {
    expect(["group-1", "a@b.ch", "a b"].map(posixWord)).toEqual(["group-1", "a@b.ch", "'a b'"]);
    expect(posixString("group-1")).toBe("'group-1'");
  });
});
