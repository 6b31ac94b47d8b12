import * as z from 'zod';
import { Permission } from '#shared/domain/membership.ts';
import { TranslatorName } from '#shared/domain/translation.ts';
import { TimeStampUrl } from '#shared/evidence/time-stamp-url.ts';
import { FetchingEnv } from '#shared/fetching/fetching-env.ts';

export const STAGES = ['dev', 'prod', 'local'] as const;
export type Stage = (typeof STAGES)[number];

/** What differs between stages. A new setting does not compile until every stage has a value. */
export type StageConfig = {
  /** Off: notices are prepared and parked, nothing leaves. `-c sendingEnabled=true` turns it on at deployment. */
  sendingEnabled: boolean;
  /** The verified address that notices are mailed from; empty: none are, where a brand has arranged it they wait. */
  noticeSender: string;
  /** Sellers' texts leave the account for it only where somebody asks. `-c translator=amazon-translate` turns it on. */
  translator: TranslatorName;
  /** Guards tables against deletion by anything but a deliberate second step. */
  deletionProtection: boolean;
  /** Raw pages serve replay and debugging only. */
  pagesKeptDays: number;
  evidenceKeptDays: number;
  /** Object Lock (governance) on new evidence; 0 is off. */
  evidenceLockedDays: number;
  logsKeptDays: 14 | 90;
  /** Crawlers at once, over all marketplaces. The pace per host is kept elsewhere. */
  scanConcurrency: number;
  scoreConcurrency: number;
  /** Deployed bundles carry Linux builds of native packages; a local synthesis finds the project's own. */
  vendorNativePackages: boolean;
};

// Seven years of evidence: longer than the limitation periods for trade mark claims that we know of (three years in Germany, six in England).
const EVIDENCE_KEPT_DAYS = 7 * 365;

export const STAGE_CONFIGS: Record<Stage, StageConfig> = {
  dev: {
    sendingEnabled: false,
    noticeSender: '',
    translator: 'off',
    deletionProtection: false,
    pagesKeptDays: 30,
    evidenceKeptDays: EVIDENCE_KEPT_DAYS,
    evidenceLockedDays: 0,
    logsKeptDays: 14,
    scanConcurrency: 2,
    scoreConcurrency: 2,
    vendorNativePackages: true,
  },
  prod: {
    sendingEnabled: false,
    noticeSender: '',
    translator: 'off',
    deletionProtection: true,
    pagesKeptDays: 30,
    evidenceKeptDays: EVIDENCE_KEPT_DAYS,
    evidenceLockedDays: 365,
    logsKeptDays: 90,
    scanConcurrency: 10,
    scoreConcurrency: 10,
    vendorNativePackages: true,
  },
  local: {
    sendingEnabled: true,
    noticeSender: 'notices@markwarden.example',
    translator: 'amazon-translate',
    deletionProtection: false,
    pagesKeptDays: 30,
    evidenceKeptDays: EVIDENCE_KEPT_DAYS,
    evidenceLockedDays: 0,
    logsKeptDays: 14,
    scanConcurrency: 2,
    scoreConcurrency: 2,
    vendorNativePackages: false,
  },
};

export const MachineClients = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'not JSON', input: text });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/), z.array(Permission).min(1)));

/** Whoever may look at a function reads its environment: no password stands there. */
const isPlainProxy = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && url.username === '' && url.password === '';
};

/** Context values, given as `-c name=value` to `cdk deploy` or written under `context` in cdk.json. */
export const DeploymentContext = z.object({
  stage: z.enum(STAGES, `one of ${STAGES.join(', ')}`).default('dev'),
  /** Receives the operational alarms; the subscription must be confirmed from the mail that SNS sends. */
  opsEmail: z.email('an e-mail address').optional(),
  /** Sent with every request to a marketplace; should name somebody who can be asked to stop. */
  userAgent: FetchingEnv.shape.USER_AGENT.default('MarkwardenBot/0.1'),
  /** The switch that lets notices leave; overrides the stage's value. */
  sendingEnabled: z.union([z.stringbool(), z.boolean()], 'true or false').optional(),
  /** Notices by e-mail come from it; it or its domain is verified in SES, and people read what bounces to it. */
  noticeSender: z.email('an e-mail address').optional(),
  /** JSON: marketplaces whose robots.txt may be disregarded, and why (docs/deploy.md). */
  robotsOverrides: z
    .string()
    .refine(
      (text) => FetchingEnv.shape.ROBOTS_OVERRIDES.safeParse(text).success,
      'a JSON object of marketplace → reason',
    )
    .default('{}'),
  /** JSON: marketplaces whose terms forbid automated reading and that may be read all the same, and why (docs/deploy.md). */
  termsOverrides: z
    .string()
    .refine(
      (text) => FetchingEnv.shape.TERMS_OVERRIDES.safeParse(text).success,
      'a JSON object of marketplace → reason',
    )
    .default('{}'),
  /** JSON: programs that may call the API, and what each may be used for at most: {"reporting": ["read"]} (docs/deploy.md). */
  machineClients: z
    .string()
    .refine((text) => MachineClients.safeParse(text).success, 'a JSON object of name → list of permissions')
    .default('{}'),
  /** HTTP proxy for requests to marketplaces and venues: http://proxy.example:8080; what it wants to know is a secret (docs/deploy.md). */
  httpsProxy: z
    .string()
    .refine(
      (text) => text === '' || isPlainProxy(text),
      'an address such as http://proxy.example:8080, without user and password: they are a secret (docs/deploy.md)',
    )
    .default(''),
  /** The third stack, for the hour of a smoke test: the sample marketplace, watched at its public address (docs/deploy.md). */
  smoke: z.union([z.stringbool(), z.boolean()], 'true or false').default(false),
  /** A time-stamping authority (RFC 3161) that states when it saw each manifest of evidence: http://timestamp.example */
  timeStampUrl: z
    .string()
    .refine((text) => TimeStampUrl.safeParse(text).success, 'an address such as http://timestamp.example')
    .default(''),
  /** Which engine translates sellers' texts when somebody asks in the console; overrides the stage's value. */
  translator: TranslatorName.optional(),
  /** Where alarms say the runbook is. */
  runbookUrl: z.string().default('docs/runbook.md'),
});
export type DeploymentContext = z.infer<typeof DeploymentContext>;

/** A context value that cannot be used, in one line: its name, what was given, what is expected. */
export class ContextError extends Error {
  override name = 'ContextError';
  constructor(name: string, value: unknown, expected: string) {
    const shown = String(JSON.stringify(value)).replace(/\/\/[^@/"]+@/, '//…@'); // logs of deployments are kept
    super(`context ${name}=${shown}: expected ${expected}`);
  }
}

/** Everything that the stacks are told. */
export type Deployment = StageConfig & Omit<DeploymentContext, keyof StageConfig>;

export function deploymentOf(context: DeploymentContext): Deployment {
  const config = STAGE_CONFIGS[context.stage];
  const { sendingEnabled = config.sendingEnabled, noticeSender = config.noticeSender } = context;
  const { translator = config.translator } = context;
  return { ...config, ...context, sendingEnabled, noticeSender, translator };
}
