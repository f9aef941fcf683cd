import type { PriceSource } from "../explanation.ts";

/** Holds USD of one unit each, in a region, at the first tier and without the free tier. */
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

/** Holds prices, and says where and when they were read. */
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

/** Holds prices as AWS's pages print them; a file with prices of one's own has the same keys. */
export interface PriceList {
  readonly lambdaRequestsPerMillion: number;
  readonly lambdaGbSecondArm64: number;
  readonly lambdaGbSecondX86: number;
  readonly sqsRequestsPerMillion: number;
  readonly sqsFifoRequestsPerMillion: number;
  readonly stateTransitionsPerThousand: number;
  readonly expressRequestsPerMillion: number;
  readonly expressGbSecond: number;
  readonly tableWritesPerMillion: number;
  readonly tableReadsPerMillion: number;
  readonly objectPutsPerMillion: number;
  readonly objectGetsPerMillion: number;
}

const NORTH_VIRGINIA: PriceList = {
  lambdaRequestsPerMillion: 0.2,
  lambdaGbSecondArm64: 0.0000133334,
  lambdaGbSecondX86: 0.0000166667,
  sqsRequestsPerMillion: 0.4,
  sqsFifoRequestsPerMillion: 0.5,
  stateTransitionsPerThousand: 0.025,
  expressRequestsPerMillion: 1,
  expressGbSecond: 0.00001667,
  tableWritesPerMillion: 0.625,
  tableReadsPerMillion: 0.125,
  objectPutsPerMillion: 5,
  objectGetsPerMillion: 0.4,
};

const BY_REGION: Readonly<Record<string, PriceList>> = {
  "us-east-1": NORTH_VIRGINIA,
  "eu-west-1": { ...NORTH_VIRGINIA, tableWritesPerMillion: 0.705, tableReadsPerMillion: 0.1415 },
  "eu-central-1": {
    ...NORTH_VIRGINIA,
    tableWritesPerMillion: 0.7625,
    tableReadsPerMillion: 0.1525,
    objectPutsPerMillion: 5.4,
    objectGetsPerMillion: 0.43,
  },
};

/** Every key of a price list. */
export const PRICE_KEYS = Object.keys(NORTH_VIRGINIA) as readonly (keyof PriceList)[];

/** Returns a price list as prices of one unit each. */
export function unitPrices(list: PriceList): Prices {
  const million = 1_000_000;
  return {
    lambdaRequest: list.lambdaRequestsPerMillion / million,
    lambdaGbSecond: { arm64: list.lambdaGbSecondArm64, x86_64: list.lambdaGbSecondX86 },
    sqsRequest: list.sqsRequestsPerMillion / million,
    sqsFifoRequest: list.sqsFifoRequestsPerMillion / million,
    stateTransition: list.stateTransitionsPerThousand / 1_000,
    expressRequest: list.expressRequestsPerMillion / million,
    expressGbSecond: list.expressGbSecond,
    tableWrite: list.tableWritesPerMillion / million,
    tableRead: list.tableReadsPerMillion / million,
    objectPut: list.objectPutsPerMillion / million,
    objectGet: list.objectGetsPerMillion / million,
  };
}

/** The regions whose prices are known; of others they come from a file. */
export const REGIONS: readonly string[] = Object.keys(BY_REGION);

export const DEFAULT_REGION = "us-east-1";

/** Returns the price list of a region, or `undefined` where it is not known. */
export const priceListOf = (region: string): PriceList | undefined =>
  Object.hasOwn(BY_REGION, region) ? BY_REGION[region] : undefined;

/** Returns the prices of a region, or `undefined` where they are not known. */
export function pricesIn(region: string): PriceTable | undefined {
  const list = priceListOf(region);
  return list && { region, date: READ_ON, pages: PAGES, prices: unitPrices(list) };
}
