export default function (plop) {
  plop.setGenerator("file", {
    description: "One file",
    prompts: [],
    actions: [{ type: "add", path: `${process.cwd()}/file.ts`, template: "export const a = 1;\n" }],
  });
}
