import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import * as s3 from "aws-cdk-lib/aws-s3";
import { type Duration, RemovalPolicy, Validations } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import type { WorkflowFunction } from "./constructs.ts";
import { acknowledge } from "./nag.ts";

/** Keeps results that are too large to be passed on, until the last step has had them. */
export class ClaimCheckBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, props: { readonly expiration: Duration }) {
    super(scope, id, {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: props.expiration }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-S1",
      reason: "Only this workflow reads the results, and nobody looks for who has read one.",
    });
  }

  /** Lets functions keep their own results here. */
  grantKeep(...functions: WorkflowFunction[]): void {
    for (const fn of functions) this.grantOnResults(fn, "s3:PutObject", [fn]);
  }

  /** Lets a function get the results of others. */
  grantClaim(fn: WorkflowFunction, ...others: WorkflowFunction[]): void {
    this.grantOnResults(fn, "s3:GetObject", others);
  }

  private grantOnResults(fn: WorkflowFunction, action: string, of: WorkflowFunction[]): void {
    fn.addEnvironment("CLAIM_CHECK_BUCKET", this.bucketName);
    const resources = of.map(({ entry }) => this.arnForObjects(`*/${entry}`));
    fn.addToRolePolicy(new PolicyStatement({ actions: [action], resources }));
    acknowledge(fn, "IAM5[Resource", resources, "Each workflow has a folder of its own.");
  }
}
