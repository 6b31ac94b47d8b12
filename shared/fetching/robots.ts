import { DAY_MS } from '#shared/domain/time-units.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { Fetched, Fetcher } from './fetcher.ts';
import { isAllowedByRobots, type RobotsRules, readRobots } from './robots-rules.ts';
import { overrideFor, type SiteOverride } from './site-overrides.ts';

/** `unreachable`: nobody said no, the host did not answer or its address is wrong. */
export type RobotsAnswer = { allowed: boolean; reason?: string; crawlDelayMs?: number; unreachable?: true };

/**
 * May we fetch this page? Asks the host once and remembers.
 * `beforeFetch` is awaited before robots.txt itself is fetched (that request needs a slot too); what it throws passes through.
 */
export type Robots = (url: string, beforeFetch: () => Promise<unknown>) => Promise<RobotsAnswer>;

export type RobotsOptions = {
  fetcher: Fetcher;
  /** Full User-Agent header; its first word is the name looked for in robots.txt. */
  userAgent: string;
  clock: Clock;
  /** Crawl-delay still counts at these. */
  overrides?: readonly SiteOverride[];
};

type Rulebook = { rules: RobotsRules } | { deniedBecause: string; unreachable?: true };

const KEEP_MS = DAY_MS; // the longest that RFC 9309 allows
const KEEP_UNREACHABLE_MS = 10 * 60_000;
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_PARSED_CHARS = 512 * 1024; // RFC 9309 asks for at least 500 KiB
const MAX_HOSTS = 500;

export function createRobots({ fetcher, userAgent, clock, overrides = [] }: RobotsOptions): Robots {
  const productToken = /^[a-z_-]*/i.exec(userAgent)![0];
  // Promises, so that pages fetched side by side ask for the file once.
  const known = new Map<string, { loading: Promise<Rulebook>; expiresAtMs: number }>();

  const load = async (origin: string, beforeFetch: () => Promise<unknown>): Promise<Rulebook> => {
    await beforeFetch();
    try {
      return interpret(await fetcher(`${origin}/robots.txt`, { maxBytes: MAX_BYTES }), productToken);
    } catch (error) {
      if (!(error instanceof TransientError) && !(error instanceof BlockedError)) throw error;
      return { deniedBecause: `robots.txt could not be read (${error.message})`, unreachable: true };
    }
  };

  const rulebookOf = async (origin: string, beforeFetch: () => Promise<unknown>): Promise<Rulebook> => {
    const nowMs = clock().getTime();
    const remembered = known.get(origin);
    if (remembered && remembered.expiresAtMs > nowMs) return remembered.loading;
    if (known.size >= MAX_HOSTS) known.clear();
    const entry = { loading: load(origin, beforeFetch), expiresAtMs: nowMs + KEEP_MS };
    known.set(origin, entry);
    try {
      const rulebook = await entry.loading;
      if ('deniedBecause' in rulebook) entry.expiresAtMs = nowMs + KEEP_UNREACHABLE_MS;
      return rulebook;
    } catch (error) {
      known.delete(origin);
      throw error;
    }
  };

  return async (url, beforeFetch) => {
    const { origin, hostname } = new URL(url);
    const answer = answerOf(await rulebookOf(origin, beforeFetch), url);
    if (answer.allowed) return answer;
    const override = overrideFor(hostname, overrides);
    if (!override) return answer;
    logger.warn('robots.txt overridden', { host: hostname, reason: override.reason });
    return { allowed: true, crawlDelayMs: answer.crawlDelayMs };
  };

  function answerOf(rulebook: Rulebook, url: string): RobotsAnswer {
    if ('deniedBecause' in rulebook)
      return { allowed: false, reason: rulebook.deniedBecause, unreachable: rulebook.unreachable };
    const { crawlDelayMs } = rulebook.rules;
    if (isAllowedByRobots(rulebook.rules, url)) return { allowed: true, crawlDelayMs };
    return {
      allowed: false,
      reason: `the site's robots.txt does not let ${productToken} fetch this page`,
      crawlDelayMs,
    };
  }
}

/** After RFC 9309: no such file means no rules; a failing server means stay out, and so does one that asks us to slow down. */
function interpret({ status, body }: Fetched, productToken: string): Rulebook {
  if (status >= 500 || status === 429) return { deniedBecause: `robots.txt could not be read (HTTP ${status})` };
  if (status < 200 || status >= 300) return { rules: { rules: [] } };
  const text = new TextDecoder().decode(body).slice(0, MAX_PARSED_CHARS);
  return { rules: readRobots(text, productToken) };
}
