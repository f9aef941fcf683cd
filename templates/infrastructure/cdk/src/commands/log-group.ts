/** Returns the name of the log group of the functions. */
export async function functionLogGroup(stack: string): Promise<string> {
  return `/aws/lambda/${stack}`;
}
