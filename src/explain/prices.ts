import type { PriceSource } from "./explanation.ts";

/** USD of one unit each, in a region; the first tier, and no free tier. */
export interface Prices {
  readonly lambdaRequest: number;
  readonly lambdaGbSecond: { readonly arm64: number; readonly x86_64: number };
  readonly sqsRequest: number;
  readonly sqsFifoRequest: number;
  readonly stateTransition: number;
  readonly expressRequest: number;
  readonly expressGbSecond: number;
  readonly tableWrite: number;
  readonly tableRead: number;
  readonly objectPut: number;
  readonly objectGet: number;
}

/** Prices, and where and when they were read. */
export interface PriceTable extends PriceSource {
  readonly prices: Prices;
}

/** The day on which the newest of AWS's price lists was published that these prices were compared with. */
const READ_ON = "2026-09-11";

const PAGES: PriceSource["pages"] = [
  { title: "AWS Lambda pricing", url: "https://aws.amazon.com/lambda/pricing/" },
  { title: "Amazon SQS pricing", url: "https://aws.amazon.com/sqs/pricing/" },
  { title: "AWS Step Functions pricing", url: "https://aws.amazon.com/step-functions/pricing/" },
  {
    title: "Pricing for On-Demand Capacity, Amazon DynamoDB",
    url: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
  },
  { title: "Amazon S3 pricing", url: "https://aws.amazon.com/s3/pricing/" },
];

const MILLION = 1_000_000;

const NORTH_VIRGINIA: Prices = {
  lambdaRequest: 0.2 / MILLION,
  lambdaGbSecond: { arm64: 0.0000133334, x86_64: 0.0000166667 },
  sqsRequest: 0.4 / MILLION,
  sqsFifoRequest: 0.5 / MILLION,
  stateTransition: 0.025 / 1_000,
  expressRequest: 1 / MILLION,
  expressGbSecond: 0.00001667,
  tableWrite: 0.625 / MILLION,
  tableRead: 0.125 / MILLION,
  objectPut: 5 / MILLION,
  objectGet: 0.4 / MILLION,
};

const BY_REGION: Readonly<Record<string, Prices>> = {
  "us-east-1": NORTH_VIRGINIA,
  "eu-west-1": {
    ...NORTH_VIRGINIA,
    tableWrite: 0.705 / MILLION,
    tableRead: 0.1415 / MILLION,
  },
  "eu-central-1": {
    ...NORTH_VIRGINIA,
    tableWrite: 0.7625 / MILLION,
    tableRead: 0.1525 / MILLION,
    objectPut: 5.4 / MILLION,
    objectGet: 0.43 / MILLION,
  },
};

/** The regions whose prices are known; of others they come from a file. */
export const REGIONS: readonly string[] = Object.keys(BY_REGION);

export const DEFAULT_REGION = "us-east-1";

/** Returns the prices of a region, or `undefined` where they are not known. */
export function pricesIn(region: string): PriceTable | undefined {
  const prices = Object.hasOwn(BY_REGION, region) ? BY_REGION[region] : undefined;
  return prices && { region, date: READ_ON, pages: PAGES, prices };
}
