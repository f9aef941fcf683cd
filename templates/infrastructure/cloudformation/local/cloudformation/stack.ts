import type {
  Alarm,
  AlarmMetric,
  Bucket,
  Dashboard,
  Deployment,
  LogGroup,
  Metric,
  MetricFilter,
  Queue,
  Statement,
  Table,
  Topic,
} from "../resources.ts";
import { listOf, type Properties, propertiesOf, type Reader, type Resource } from "./reader.ts";

/** Reads what is in a template of CloudFormation whatever tool has made it. */
export function stackResources(
  reader: Reader,
): Omit<Deployment, "functions" | "stateMachines" | "apis" | "outputs"> {
  return {
    queues: queues(reader),
    tables: tables(reader),
    buckets: buckets(reader),
    topics: topics(reader),
    logGroups: logGroups(reader),
    metricFilters: metricFilters(reader),
    alarms: alarms(reader),
    dashboards: dashboards(reader),
  };
}

function queues(reader: Reader): Queue[] {
  const { text, number, isTrue, named, resources } = reader;
  return resources("AWS::SQS::Queue").map(({ id, name, properties, resource }) => {
    const redrive = propertiesOf(properties.RedrivePolicy);
    return {
      name,
      physicalName: text(properties.QueueName ?? { "Fn::GetAtt": [id, "QueueName"] }),
      fifo: isTrue(properties.FifoQueue)
        ? {
            contentBasedDeduplication: isTrue(properties.ContentBasedDeduplication),
            deduplicationScope: text(properties.DeduplicationScope),
            throughputLimit: text(properties.FifoThroughputLimit),
          }
        : undefined,
      encrypted: isTrue(properties.SqsManagedSseEnabled) || "KmsMasterKeyId" in properties,
      retentionSeconds: number(properties.MessageRetentionPeriod) ?? 4 * 24 * 60 * 60,
      visibilityTimeoutSeconds: number(properties.VisibilityTimeout),
      delaySeconds: number(properties.DelaySeconds),
      maximumMessageBytes: number(properties.MaximumMessageSize),
      redrive:
        "deadLetterTargetArn" in redrive
          ? {
              queue: named(redrive.deadLetterTargetArn),
              maxReceiveCount: number(redrive.maxReceiveCount) ?? 0,
            }
          : undefined,
      kept: isKept(resource),
      policy: policyOf(reader, "AWS::SQS::QueuePolicy", "Queues", name),
    };
  });
}

function tables({ text, isTrue, resources }: Reader): Table[] {
  return resources("AWS::DynamoDB::Table").map(({ name, properties, resource }) => {
    const expiry = propertiesOf(properties.TimeToLiveSpecification);
    const recovery = propertiesOf(properties.PointInTimeRecoverySpecification);
    return {
      name,
      physicalName: properties.TableName === undefined ? undefined : text(properties.TableName),
      keys: listOf(properties.KeySchema)
        .map(propertiesOf)
        .map(({ AttributeName, KeyType }) => ({
          attribute: text(AttributeName),
          role: text(KeyType) === "RANGE" ? "RANGE" : "HASH",
        })),
      onDemand: text(properties.BillingMode) === "PAY_PER_REQUEST",
      expiresBy: isTrue(expiry.Enabled) ? text(expiry.AttributeName) : undefined,
      encrypted: isTrue(propertiesOf(properties.SSESpecification).SSEEnabled),
      pointInTimeRecovery: isTrue(recovery.PointInTimeRecoveryEnabled),
      kept: isKept(resource),
    };
  });
}

const PUBLIC_ACCESS = [
  "BlockPublicAcls",
  "BlockPublicPolicy",
  "IgnorePublicAcls",
  "RestrictPublicBuckets",
];

function buckets(reader: Reader): Bucket[] {
  const { text, number, isTrue, resources } = reader;
  return resources("AWS::S3::Bucket").map(({ name, properties, resource }) => {
    const [encryption] = listOf(
      propertiesOf(properties.BucketEncryption).ServerSideEncryptionConfiguration,
    );
    const { SSEAlgorithm } = propertiesOf(propertiesOf(encryption).ServerSideEncryptionByDefault);
    const blocked = propertiesOf(properties.PublicAccessBlockConfiguration);
    const owners = listOf(propertiesOf(properties.OwnershipControls).Rules).map(propertiesOf);
    const [expiry] = listOf(propertiesOf(properties.LifecycleConfiguration).Rules)
      .map(propertiesOf)
      .filter(({ Status }) => text(Status) === "Enabled");
    return {
      name,
      encryption: SSEAlgorithm === undefined ? undefined : text(SSEAlgorithm),
      blocksPublicAccess: PUBLIC_ACCESS.every((setting) => isTrue(blocked[setting])),
      ownerEnforced: owners.some(
        ({ ObjectOwnership }) => text(ObjectOwnership) === "BucketOwnerEnforced",
      ),
      expiresAfterDays: number(expiry?.ExpirationInDays),
      kept: isKept(resource),
      policy: policyOf(reader, "AWS::S3::BucketPolicy", "Bucket", name),
    };
  });
}

function topics(reader: Reader): Topic[] {
  const subscriptions = reader
    .resources("AWS::SNS::Subscription")
    .map(({ properties }) => properties);
  return reader.resources("AWS::SNS::Topic").map(({ name }) => ({
    name,
    policy: policyOf(reader, "AWS::SNS::TopicPolicy", "Topics", name),
    mails: subscriptions.some(
      ({ TopicArn, Protocol, Endpoint }) =>
        reader.named(TopicArn) === name &&
        reader.text(Protocol) === "email" &&
        "Ref" in propertiesOf(Endpoint),
    ),
  }));
}

function logGroups({ number, resources }: Reader): LogGroup[] {
  return resources("AWS::Logs::LogGroup").map(({ name, place, properties }) => ({
    name,
    place,
    retentionDays: number(properties.RetentionInDays),
  }));
}

function metricFilters({ text, number, named, resources }: Reader): MetricFilter[] {
  return resources("AWS::Logs::MetricFilter").flatMap(({ properties }) =>
    listOf(properties.MetricTransformations)
      .map(propertiesOf)
      .map(({ MetricName, MetricNamespace, MetricValue, DefaultValue }) => ({
        metric: text(MetricName),
        namespace: text(MetricNamespace),
        group: named(properties.LogGroupName),
        pattern: text(properties.FilterPattern),
        value: text(MetricValue),
        defaultValue: number(DefaultValue),
      })),
  );
}

function alarms(reader: Reader): Alarm[] {
  const { text, texts, number, resources } = reader;
  return resources("AWS::CloudWatch::Alarm").map(({ properties }) => {
    const queries = listOf(properties.Metrics).map(propertiesOf);
    const computed = queries.find(({ Expression }) => Expression !== undefined);
    return {
      description: text(properties.AlarmDescription),
      metrics: computed
        ? queries.filter((query) => query !== computed).map((query) => queriedMetric(reader, query))
        : [alarmMetric(reader, properties, properties)],
      expression: computed && text(computed.Expression),
      evaluationPeriods: number(properties.EvaluationPeriods) ?? 1,
      comparison: text(properties.ComparisonOperator),
      threshold: number(properties.Threshold) ?? 0,
      missingData: text(properties.TreatMissingData ?? "missing"),
      actions: texts(properties.AlarmActions),
    };
  });
}

function queriedMetric(reader: Reader, { Id, MetricStat }: Properties): AlarmMetric {
  const { Metric, Stat, Period } = propertiesOf(MetricStat);
  const metric = alarmMetric(reader, propertiesOf(Metric), { Statistic: Stat, Period });
  return { id: reader.text(Id), ...metric };
}

function alarmMetric(
  { text, number }: Reader,
  { Namespace, MetricName, Dimensions }: Properties,
  { Statistic, Period }: Properties,
): AlarmMetric {
  const dimensions = listOf(Dimensions).map(propertiesOf);
  return {
    namespace: text(Namespace),
    name: text(MetricName),
    dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [text(Name), text(Value)])),
    statistic: text(Statistic),
    periodSeconds: number(Period) ?? 0,
  };
}

interface Body {
  widgets?: { properties?: { title?: string; metrics?: unknown[][] } }[];
}

function dashboards({ text, resources }: Reader): Dashboard[] {
  return resources("AWS::CloudWatch::Dashboard").map(({ id, properties }) => {
    const { widgets = [] } = parsed(text(properties.DashboardBody));
    return {
      physicalName: text(properties.DashboardName ?? id),
      widgets: widgets.map(({ properties: { title = "", metrics = [] } = {} }) => ({
        title,
        metrics: metrics.flatMap(widgetMetric),
      })),
    };
  });
}

function parsed(body: string): Body {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** Reads a line such as `["AWS/SQS", "…Visible", "QueueName", "create-order", { … }]`; expressions are none. */
function widgetMetric([namespace, name, ...more]: unknown[]): Metric[] {
  if (typeof namespace !== "string" || typeof name !== "string") return [];
  const words = more.filter((word) => typeof word === "string");
  const dimensions = words.flatMap((word, index) =>
    index % 2 === 0 ? [[word, words[index + 1] ?? ""]] : [],
  );
  return [{ namespace, name, dimensions: Object.fromEntries(dimensions) }];
}

/** Returns the statements of the policies of a resource. */
function policyOf(reader: Reader, type: string, property: string, name: string): Statement[] {
  return reader
    .resources(type)
    .filter(({ properties }) =>
      listOf(properties[property]).some((one) => reader.named(one) === name),
    )
    .flatMap(({ properties }) => reader.statements(properties.PolicyDocument));
}

function isKept({ DeletionPolicy, UpdateReplacePolicy }: Resource): boolean {
  const stays = DeletionPolicy === "Retain" || DeletionPolicy === "RetainExceptOnCreate";
  return stays && UpdateReplacePolicy === "Retain";
}
