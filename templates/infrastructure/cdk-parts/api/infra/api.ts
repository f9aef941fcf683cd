import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { minutely, WorkflowAlarm, type WorkflowConstruct } from "./constructs.ts";

/** The line that is logged for each request. */
const accessLog = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  latency: "$context.responseLatency",
  error: "$context.integrationErrorMessage",
};

/** An API that requires an IAM permission, with throttling and an access log. */
export class WorkflowApi extends HttpApi {
  constructor(scope: WorkflowConstruct, id: string) {
    super(scope, id, {
      apiName: scope.prefix,
      defaultAuthorizer: new HttpIamAuthorizer(),
      createDefaultStage: false,
    });
    const logs = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.addStage("DefaultStage", {
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    new WorkflowAlarm(this, "ErrorsAlarm", {
      description: "A request returned a server error",
      metric: this.metricServerError({ ...minutely, statistic: "Sum" }),
    });
  }
}
