import { CloudFormationClient, DescribeStackResourceCommand } from "@aws-sdk/client-cloudformation";

/** Returns the name of the log group of the functions, which CloudFormation has made up. */
export async function functionLogGroup(stack: string): Promise<string | undefined> {
  const { StackResourceDetail } = await new CloudFormationClient().send(
    new DescribeStackResourceCommand({ StackName: stack, LogicalResourceId: "FunctionLogs" }),
  );
  return StackResourceDetail?.PhysicalResourceId;
}
