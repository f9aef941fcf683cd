/** Fields and values that the local engine silently ignores or gets wrong. */
const unsupportedFields = [
  "Assign",
  "HeartbeatSeconds",
  "HeartbeatSecondsPath",
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
];
const unsupportedContext =
  /\$\$\.(State|Task|StateMachine)\b|\$\$\.Execution\.(Id|RoleArn|RedriveCount)\b/;

/** Refuses a definition that would run differently here than in AWS. */
export function refuseUnsupported(definition: unknown, path = "workflow.asl.json"): void {
  if (typeof definition === "string" && unsupportedContext.test(definition)) {
    throw unsupported(path, definition);
  }
  if (typeof definition !== "object" || definition === null) return;
  for (const [field, value] of Object.entries(definition)) {
    const place = `${path} › ${field}`;
    if (unsupportedFields.includes(field)) throw unsupported(place);
    if (field === "QueryLanguage" && value !== "JSONPath") throw unsupported(place, value);
    if (field === "Mode" && value === "DISTRIBUTED") throw unsupported(place, value);
    if ((field === "IsPresent" || field === "IsNull") && value === false)
      throw unsupported(place, value);
    refuseUnsupported(value, place);
  }
}

function unsupported(place: string, value?: unknown): Error {
  const what = value === undefined ? "" : ` (${String(value)})`;
  return new Error(`${place}${what}: the local engine cannot run this. Test it in AWS.`);
}
