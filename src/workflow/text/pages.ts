import type { GrammarPage } from "../findings/pages.ts";

/** The documentation of what is wrong with a text before anything in it is a workflow. */
export const TEXT_PAGES: readonly GrammarPage[] = [
  {
    name: "text",
    codes: [
      "YAML_SYNTAX",
      "DUPLICATE_KEY",
      "MULTIPLE_DOCUMENTS",
      "BAD_ALIAS",
      "EMPTY_FILE",
      "NOT_UTF8",
      "CONFLICT",
      "TOO_LARGE",
    ],
    unshown: ["CONFLICT", "TOO_LARGE"],
    title: "The file is one document in YAML or JSON",
    text: '`workflow.yaml` is one YAML 1.2 or JSON document in UTF-8. An alias such as `*defaults` refers to an anchor before it. Resolve a conflict that a merge has left between `<<<<<<<` and `>>>>>>>` first. A text of more than 1 MiB is not read, since a state machine is defined in no more ("Step Functions quotas"): split it into several workflows.',
    valid: [
      `
name: shop
steps:
  - name: create-order
    retry: &patient { maxAttempts: 5 }
  - name: send-invoice
    retry: *patient
`,
    ],
    invalid: [
      { codes: ["YAML_SYNTAX"], yaml: "\nname: shop\nsteps:\n  - name: [create-order\n" },
      {
        codes: ["DUPLICATE_KEY"],
        yaml: "\nname: shop\nsteps:\n  - name: create-order\n    name: send-invoice\n",
      },
      {
        codes: ["MULTIPLE_DOCUMENTS"],
        yaml: "\nname: shop\nsteps: [{ name: create-order }]\n---\nname: store\n",
      },
      {
        codes: ["BAD_ALIAS"],
        yaml: "\nname: shop\nsteps:\n  - name: create-order\n    retry: *patient\n",
      },
      { codes: ["EMPTY_FILE"], yaml: "\n# There is no workflow yet.\n" },
      { codes: ["NOT_UTF8"], yaml: "\nname: shop\ndescription: Caf\uFFFD\nsteps: []\n" },
    ],
  },
];
