/** Runs a command and sets the exit code: 2 where its arguments are wrong, 1 where AWS refuses. */
export async function runCommand(help: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isUsage = error instanceof RangeError || codeOf(error).startsWith("ERR_PARSE_ARGS");
    console.error(isUsage ? `${(error as Error).message}\n\n${help}` : explain(error));
    process.exitCode = isUsage ? 2 : 1;
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

const LOG_IN = "run `aws sso login` or `aws configure`, or name a profile by --profile";

/** Says in a line what is missing where AWS could not be asked, and how to get it. */
function explain(error: unknown): string {
  const { name, message } = error as Error;
  if (/region is missing/i.test(message)) {
    return "There is no region: set AWS_REGION, or give --region.";
  }
  if (name === "CredentialsProviderError" || /not load credentials/.test(message)) {
    return `There are no credentials for AWS: ${LOG_IN}.`;
  }
  if (/expired|InvalidClientToken|UnrecognizedClient/i.test(name)) {
    return `AWS does not take these credentials (${name}): ${LOG_IN}.`;
  }
  if (/does ?not ?exist|NonExistentQueue/i.test(`${name} ${message}`)) {
    return `${message} Deploy it first, or say which one is meant: --stage, --stack, --region, --profile.`;
  }
  return `${name}: ${message}`;
}
