/** A workflow of 100 steps, every tenth with a compensation, to be read as YAML. */
export function hundredSteps(): string {
  const steps = Array.from({ length: 100 }, (_, index) =>
    index % 10 === 9
      ? { name: `step-${index}`, onFailure: "compensate", compensation: `undo-step-${index}` }
      : { name: `step-${index}` },
  );
  return JSON.stringify({ name: "hundred-steps", transport: "state-machine", steps }, null, 2);
}
