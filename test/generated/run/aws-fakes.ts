/** What each command of a client answers, by its name without `Command`. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => object>>;

/**
 * Returns what stands in for a package of the AWS SDK: its clients answer as they are told, and its errors are
 * classes of that name.
 */
export function fakeClient(answers: Answers): object {
  class Client {
    async send({ name, input }: { name: string; input: Record<string, unknown> }) {
      const answer = answers[name];
      if (!answer) throw new Error(`Nobody expects ${name}.`);
      return answer(input);
    }
  }
  const exports = new Map<string, unknown>();
  const exportOf = (name: string) => {
    if (name.endsWith("Client")) return Client;
    if (!name.endsWith("Command")) return class extends Error {};
    return class {
      name = name.replace(/Command$/, "");
      input: object;
      constructor(input: object) {
        this.input = input;
      }
    };
  };
  return new Proxy(
    {},
    {
      get(_, name: string) {
        if (!exports.has(name)) exports.set(name, exportOf(name));
        return exports.get(name);
      },
    },
  );
}
