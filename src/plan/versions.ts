/** Every version that a generated project mentions. */
export const versions = {
  lambdaRuntime: "nodejs24.x",
  /** The Nodes that both Vitest and Vite run on: Unchain too, see `node-range.ts`. */
  nodeEngine: "^20.19.0 || ^22.12.0 || >=24.0.0",
  nodeVersion: "24",
  esbuildTarget: "node24",
  terraform: {
    /** From 6.20 on the provider knows nodejs24.x. */
    awsVersion: "~> 6.20",
    archiveVersion: "~> 2.7",
  },
  dependencies: {
    common: {
      "@aws-lambda-powertools/idempotency": "2.35.0",
      "@aws-lambda-powertools/logger": "2.35.0",
      "@aws-sdk/client-dynamodb": "3.1162.0",
      "@aws-sdk/lib-dynamodb": "3.1162.0",
      zod: "4.6.7",
    },
    queue: {
      "@aws-lambda-powertools/batch": "2.35.0",
      "@aws-sdk/client-sqs": "3.1162.0",
    },
    /** With a trigger or an approval, in the state machine. */
    execution: {
      "@aws-sdk/client-sfn": "3.1162.0",
    },
    claimCheck: {
      "@aws-sdk/client-s3": "3.1162.0",
    },
  },
  devDependencies: {
    common: {
      "@aws-sdk/client-cloudwatch-logs": "3.1162.0",
      "@types/aws-lambda": "8.10.164",
      "@types/node": "24.19.2",
      esbuild: "0.28.2",
      tsx: "4.23.15",
      typescript: "7.0.2",
      vitest: "4.1.12",
    },
    sam: {
      "@aws-sdk/client-cloudformation": "3.1162.0",
      "@aws/cloudformation-validate": "1.9.0-beta",
      yaml: "2.9.1",
    },
    cdk: {
      "aws-cdk": "2.1148.1",
      "aws-cdk-lib": "2.276.0",
      "cdk-nag": "3.0.2",
      constructs: "10.8.1",
    },
    terraform: {
      "@cdktn/hcl2json": "0.24.0",
    },
    queue: {
      /** 2.x needs Node 22.5; the generated tests also run on Node 20. */
      fauxqs: "1.9.2",
    },
    stateMachine: {
      "asl-validator": "4.0.0",
      "aws-local-stepfunctions": "3.0.0",
    },
    /** With choices, parallels and maps: what `aws-local-stepfunctions` evaluates paths with, the same copy. */
    paths: {
      "jsonpath-plus": "10.4.0",
    },
  },
} as const;
