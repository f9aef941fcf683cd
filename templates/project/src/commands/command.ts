/** Returns the arguments of this process, without the `--` that pnpm and Yarn pass on to a script. */
export function commandArguments(): string[] {
  const words = process.argv.slice(2);
  const separator = words.indexOf("--");
  return separator === -1 ? words : words.toSpliced(separator, 1);
}

/** Runs a command and sets the exit code: 2 for wrong arguments, 1 for an error of AWS. */
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

/** Says in a line what is missing to ask AWS, and how to get it; undefined where an error has another cause. */
export function whatIsMissing(error: string): string | undefined {
  if (/region is missing|resolve a region/i.test(error)) {
    return "There is no region: set AWS_REGION, or give --region.";
  }
  if (/CredentialsProviderError|not load credentials|locate credentials/.test(error)) {
    return `There are no credentials for AWS: ${LOG_IN}.`;
  }
  const [, profile] = /config profile \((.*)\) could not be found/.exec(error) ?? [];
  if (profile) return `There is no profile ${profile}: ${LOG_IN}.`;
  const [refused] = /\w*(?:Expired|InvalidClientToken|UnrecognizedClient)\w*/i.exec(error) ?? [];
  return refused && `AWS does not take these credentials (${refused}): ${LOG_IN}.`;
}

function explain(error: unknown): string {
  const { name, message } = error as Error;
  const missing = whatIsMissing(`${name}: ${message}`);
  if (missing !== undefined) return missing;
  if (/does ?not ?exist|NonExistentQueue/i.test(`${name} ${message}`)) {
    return `${message} Deploy it first, or say which one is meant: --stage, --stack, --region, --profile.`;
  }
  return `${name}: ${message}`;
}
