/** What happened, counted by whoever asks. */
export type Usage = {
  /** Search pages read. */
  pages: number;
  /** Listings on them. */
  listings: number;
  /** Of these, new or changed: stored and scored. */
  changedListings: number;
  /** Time that pages were open in Chromium. */
  renderMs: number;
  /** Archived pages and evidence. */
  storedBytes: number;
  /** Offers kept as their pages showed them: when a case opens and before a notice. */
  captures: number;
  notices: number;
  emails: number;
  /** Decided cases that the nightly training read: all of them, every night. */
  decisionsRead: number;
};

export type CostLine = { what: string; usd: number };
export type CostEstimate = { usd: number; lines: CostLine[] };

/** List prices in US dollars, us-east-1, as of 2026-11; the free tier is not counted. Compare aws.amazon.com/pricing before quoting a figure. */
export const PRICES = {
  lambdaArmGbSecond: 0.0000133334,
  lambdaX86GbSecond: 0.0000166667,
  lambdaRequest: 0.2e-6,
  dynamoWriteUnit: 0.625e-6,
  dynamoReadUnit: 0.125e-6,
  sqsRequest: 0.4e-6,
  fairQueueRequest: 0.1e-6,
  sqsFifoRequest: 0.5e-6,
  s3Put: 0.005e-3,
  s3GbMonth: 0.023,
  logsGb: 0.5,
  snsPublish: 0.5e-6,
  snsEmail: 2 / 100_000,
  alarmMetricMonth: 0.1,
  compositeAlarmMonth: 0.5,
  /** Billed only for the hours in which the metric had a value. */
  customMetricMonth: 0.3,
  dashboardMonth: 3,
  secretMonth: 0.4,
  scheduledInvocation: 1e-6,
  /** Cognito, plan Plus (threat protection); the plan has no free tier. */
  signedInPersonMonth: 0.02,
} as const;

/** What one unit of work takes. Memory is what pipeline-stack.ts gives; times are assumptions for a site that answers in 1.5 s. */
const WORK = {
  crawlGb: 1,
  crawlSecondsPerPage: 1.5,
  scoreGb: 1769 / 1024,
  scoreSecondsPerListing: 1, // with pictures: fetch, hash, text recognition
  inFlight: 5, // one invocation takes five messages at once, and Lambda bills the wait
  submitGb: 0.5,
  submitSecondsPerNotice: 10,
  captureGb: 0.5,
  captureSeconds: 8, // the browser is waited for; its own time is renderMs
  captureObjects: 12, // page, headers, listing, screenshot, manifest and some pictures
  captureWriteUnits: 4, // the case, and a slot for the page and for the browser
  renderGb: 2,
  trainGb: 1769 / 1024,
  trainSecondsPerDecision: 0.002, // read in batches of a hundred, and fitted
  readUnitsPerDecision: 1.5, // a case with its history is about 4 KB, and its key in the index
  requestsPerMessage: 3, // send, receive, delete; batching makes it fewer
  readUnitsPerListing: 1, // one strongly consistent read of an item below 4 KB
  writeUnitsPerChangedListing: 5, // listing and verdict, 2 KB each; what the seller's other offers are judged by
  writeUnitsPerPage: 4, // scan page and its index, pace
  writeUnitsPerNotice: 42, // case, its four indexes and eight transitions
  logBytesPerPage: 1_000,
  logBytesPerChangedListing: 500,
  logBytesPerNotice: 4_000,
} as const;

const GB = 1024 ** 3;

/** What the run would have cost on AWS. Stored bytes are priced for one month. An estimate, not a bill. */
export function estimateCost(usage: Usage): CostEstimate {
  const { pages, listings, changedListings, captures, notices } = usage;
  const crawlSeconds = (pages * WORK.crawlSecondsPerPage) / WORK.inFlight;
  const scoreSeconds = (changedListings * WORK.scoreSecondsPerListing) / WORK.inFlight;
  const invocations = (pages + changedListings + usage.emails) / WORK.inFlight + notices;
  const writeUnits =
    pages * WORK.writeUnitsPerPage +
    changedListings * WORK.writeUnitsPerChangedListing +
    notices * WORK.writeUnitsPerNotice;
  const logBytes =
    pages * WORK.logBytesPerPage + changedListings * WORK.logBytesPerChangedListing + notices * WORK.logBytesPerNotice;

  const lines: CostLine[] = [
    {
      what: 'Lambda',
      usd:
        (crawlSeconds * WORK.crawlGb +
          scoreSeconds * WORK.scoreGb +
          notices * WORK.submitSecondsPerNotice * WORK.submitGb) *
          PRICES.lambdaArmGbSecond +
        invocations * PRICES.lambdaRequest,
    },
    { what: 'Chromium', usd: (usage.renderMs / 1000) * WORK.renderGb * PRICES.lambdaX86GbSecond },
    {
      what: 'DynamoDB',
      usd: writeUnits * PRICES.dynamoWriteUnit + listings * WORK.readUnitsPerListing * PRICES.dynamoReadUnit,
    },
    {
      what: 'SQS',
      usd:
        WORK.requestsPerMessage *
        (pages * (PRICES.sqsRequest + PRICES.fairQueueRequest) +
          (changedListings + usage.emails) * PRICES.sqsRequest +
          notices * PRICES.sqsFifoRequest),
    },
    {
      what: 'S3',
      usd: pages * PRICES.s3Put + (usage.storedBytes / GB) * PRICES.s3GbMonth,
    },
    {
      what: 'Capture',
      usd:
        captures *
        (WORK.captureSeconds * WORK.captureGb * PRICES.lambdaArmGbSecond +
          PRICES.lambdaRequest +
          WORK.captureObjects * PRICES.s3Put +
          WORK.captureWriteUnits * PRICES.dynamoWriteUnit +
          WORK.requestsPerMessage * (PRICES.sqsRequest + PRICES.fairQueueRequest)),
    },
    {
      what: 'Training',
      usd:
        usage.decisionsRead *
        (WORK.trainSecondsPerDecision * WORK.trainGb * PRICES.lambdaArmGbSecond +
          WORK.readUnitsPerDecision * PRICES.dynamoReadUnit),
    },
    { what: 'Logs', usd: (logBytes / GB) * PRICES.logsGb },
    { what: 'E-mail', usd: usage.emails * (PRICES.snsPublish + PRICES.snsEmail) },
  ];
  return { usd: lines.reduce((sum, line) => sum + line.usd, 0), lines };
}
