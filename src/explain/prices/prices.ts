import type { PriceSource } from "../explanation.ts";

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

/** Prices as AWS's pages print them; a file with prices of one's own has the same keys. */
const NORTH_VIRGINIA = {
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

export type PriceList = Readonly<Record<keyof typeof NORTH_VIRGINIA, number>>;

const MILLION = 1_000_000;

/** The printed price that each is taken from, and the number of units that it is for. */
const PRINTED = {
  lambdaRequest: ["lambdaRequestsPerMillion", MILLION],
  arm64GbSecond: ["lambdaGbSecondArm64", 1],
  x86_64GbSecond: ["lambdaGbSecondX86", 1],
  sqsRequest: ["sqsRequestsPerMillion", MILLION],
  sqsFifoRequest: ["sqsFifoRequestsPerMillion", MILLION],
  stateTransition: ["stateTransitionsPerThousand", 1_000],
  expressRequest: ["expressRequestsPerMillion", MILLION],
  expressGbSecond: ["expressGbSecond", 1],
  tableWrite: ["tableWritesPerMillion", MILLION],
  tableRead: ["tableReadsPerMillion", MILLION],
  objectPut: ["objectPutsPerMillion", MILLION],
  objectGet: ["objectGetsPerMillion", MILLION],
} as const;

/** Holds USD of one unit each, in a region, at the first tier and without the free tier. */
export type Prices = Readonly<Record<keyof typeof PRINTED, number>>;

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
  const prices = Object.entries(PRINTED).map(([name, [key, units]]) => [name, list[key] / units]);
  return Object.fromEntries(prices);
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
