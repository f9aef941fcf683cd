/**
 * A workflow of 100 steps, every tenth with a compensation, which is one of them, to be read as YAML.
 * Names are short: the role of a state machine has room for the ARNs of so many functions only then.
 */
export function hundredSteps(): string {
  const steps = Array.from({ length: 91 }, (_, index) =>
    index % 10 === 9
      ? { name: `s-${index}`, onFailure: "compensate", compensation: `undo-s-${index}` }
      : { name: `s-${index}` },
  );
  return JSON.stringify({ name: "hundred", transport: "state-machine", steps }, null, 2);
}
