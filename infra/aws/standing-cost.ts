import { type CostEstimate, type CostLine, PRICES } from './cost-model.ts';

/** What the two stacks of one stage that mails notices hold, whether or not anything is watched; a test counts it in the templates. */
export const STANDING = {
  /** Metrics that alarms look at: CloudWatch bills these, not the alarms. */
  alarmMetrics: 36,
  /** Alarms on a query over counted events: billed for every metric that the query finds. */
  alarmQueries: 13,
  /** Alarms over other alarms. */
  compositeAlarms: 1,
  dashboards: 1,
  secrets: 3,
  /** Standard queues and FIFO queues that Lambda polls. */
  polledQueues: 5,
  polledFifoQueues: 1,
  scheduledInvocationsAMonth: 12_270,
} as const;

type Dimension = 'marketplace' | 'venue-and-status' | number;

/**
 * Every event that the functions count, with what each may be told apart by (a number: how many values there are): each
 * combination is a metric of its own. `always`: counted also when nothing is watched, in this share of the hours.
 */
export const CUSTOM_METRICS: Readonly<Record<string, { by?: Dimension; always?: number }>> = {
  WatchesDispatched: { always: 1 },
  WatchesWaiting: { always: 1 },
  PagesNotRead: { by: 'marketplace' },
  PutBack: { by: 2 },
  CasesChecked: { always: 1 },
  DecisionsLearntFrom: { always: 1 / 24 },
  ModelsPromoted: {},
  ModelUnusable: {},
  ListingsPerPage: { by: 'marketplace' },
  PagesBlocked: { by: 'marketplace' },
  LayoutChanged: { by: 'marketplace' },
  OtherBrandsNotMatched: {},
  ListingsScored: { by: 3 },
  PicturesNotSeen: { by: 2 },
  NoticeDelivery: { by: 'venue-and-status' },
  NoticesUncertain: {},
  CaseFailed: { by: 4 },
  EvidenceChanged: {},
  FeedsRefused: {},
  AlertAddressesUnreached: {},
  ReportsLate: {},
};

const DELIVERY_STATUSES = 5;
const POLLERS = 5; // that Lambda keeps on a quiet queue, each asking anew after 20 s
const POLLS_A_MONTH = (POLLERS * 30 * 86_400) / 20;
const FEED_LOOKS_A_MONTH = 30 * 24 * 12; // one list at every tick of dispatch; S3 bills it like a put
const TICK_GB_SECONDS = 0.25; // half a second in half a GB
const TICK_LOG_BYTES = 1_000;
const GB = 1024 ** 3;

/** Metrics that have values in the same hour when everything that is counted happens all the time: the most that can be billed. */
export function mostCustomMetrics(marketplaces: number, venues: number): number {
  const series = ({ by = 1 }: { by?: Dimension }): number => {
    if (by === 'marketplace') return marketplaces;
    return by === 'venue-and-status' ? venues * DELIVERY_STATUSES : by;
  };
  return Object.values(CUSTOM_METRICS).reduce((sum, metric) => sum + series(metric), 0);
}

/** Who signs in to the console or the command line; Cognito counts each once a month. */
const PEOPLE = 5;

/** A month of one stage that watches nothing, with five people who sign in, without the free tier (which covers 10 alarm metrics, 10 custom metrics and 3 dashboards of an account). */
export function standingCost(): CostEstimate {
  const ticks = STANDING.scheduledInvocationsAMonth;
  const counted = Object.values(CUSTOM_METRICS).reduce((sum, { always = 0 }) => sum + always, 0);
  const lines: CostLine[] = [
    {
      what: 'Alarms',
      usd:
        (STANDING.alarmMetrics + STANDING.alarmQueries) * PRICES.alarmMetricMonth +
        STANDING.compositeAlarms * PRICES.compositeAlarmMonth,
    },
    { what: 'Dashboard', usd: STANDING.dashboards * PRICES.dashboardMonth },
    { what: 'Secrets', usd: STANDING.secrets * PRICES.secretMonth },
    { what: 'People', usd: PEOPLE * PRICES.signedInPersonMonth },
    { what: 'Custom metrics', usd: counted * PRICES.customMetricMonth },
    {
      what: 'Polling',
      usd:
        POLLS_A_MONTH * (STANDING.polledQueues * PRICES.sqsRequest + STANDING.polledFifoQueues * PRICES.sqsFifoRequest),
    },
    { what: 'Looking for feeds', usd: FEED_LOOKS_A_MONTH * PRICES.s3Put },
    {
      what: 'Schedules',
      usd:
        ticks * (PRICES.scheduledInvocation + PRICES.lambdaRequest + TICK_GB_SECONDS * PRICES.lambdaArmGbSecond) +
        ((ticks * TICK_LOG_BYTES) / GB) * PRICES.logsGb,
    },
  ];
  return { usd: lines.reduce((sum, line) => sum + line.usd, 0), lines };
}
