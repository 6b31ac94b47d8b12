export type FunctionSettings = {
  description: string;
  timeoutSeconds: number;
  memoryMb: number;
  /** Sends requests out into the world. */
  fetches?: boolean;
  /** Has to know where marketplaces live. */
  visitsMarketplaces?: boolean;
};

/** Every function, by its folder under functions/. */
export const FUNCTION_SETTINGS = {
  dispatch: {
    description: 'Turns due watches into scan jobs, as many as their hosts can take',
    timeoutSeconds: 120,
    memoryMb: 512,
    visitsMarketplaces: true,
  },
  crawl: {
    description: 'Reads one search page of one watch',
    timeoutSeconds: 120,
    memoryMb: 1024,
    fetches: true,
    visitsMarketplaces: true,
  },
  score: {
    description: 'Judges one listing and opens a case',
    timeoutSeconds: 180,
    memoryMb: 1769, // one whole vCPU: text recognition and picture hashes are computation
    fetches: true,
    visitsMarketplaces: true,
  },
  capture: {
    description: 'Keeps an offer as its page showed it when its case opened',
    timeoutSeconds: 180, // the browser function may take half of it
    memoryMb: 512,
    fetches: true,
    visitsMarketplaces: true,
  },
  submit: {
    description: 'Secures evidence, composes the notice and sends it once',
    timeoutSeconds: 180,
    memoryMb: 512,
    fetches: true,
    visitsMarketplaces: true,
  },
  verify: {
    description: 'Looks whether reported listings are gone, and whether gone ones are back',
    timeoutSeconds: 600,
    memoryMb: 1024,
    fetches: true,
    visitsMarketplaces: true,
  },
  alert: { description: 'Tells the people of a brand what happened', timeoutSeconds: 30, memoryMb: 512 },
  webhook: { description: "Delivers news to brands' own addresses", timeoutSeconds: 30, memoryMb: 512, fetches: true },
  digest: {
    description: 'Sends the alerts that were collected and the reports of months; adds up the figures of finished days',
    timeoutSeconds: 600, // a month's reports, four at once, each with pictures and a PDF
    memoryMb: 512,
  },
  train: {
    description: 'Learns from what people decided, and proves the threshold of every brand',
    timeoutSeconds: 600, // 20,000 decided cases are read twice and fitted in well under a minute; many brands take longer to read
    memoryMb: 1769,
  },
  api: { description: 'Brands, watches, scans and cases for programs', timeoutSeconds: 29, memoryMb: 512 }, // API Gateway waits for 30
  console: { description: 'The pages that people work in', timeoutSeconds: 29, memoryMb: 1024, fetches: true },
  render: {
    description: 'Opens one page in Chromium and keeps what it shows',
    timeoutSeconds: 90,
    memoryMb: 2048,
    fetches: true,
  },
  packet: {
    description: 'Builds what a person files by hand at a venue',
    timeoutSeconds: 600, // 300 offers; whoever asked may be gone by then, and finds it at the next try
    memoryMb: 1769, // one whole vCPU: pictures are made smaller
  },
} as const satisfies Record<string, FunctionSettings>;

export type FunctionName = keyof typeof FUNCTION_SETTINGS;
