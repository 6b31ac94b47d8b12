import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fetched } from '#shared/fetching/fetcher.ts';
import { createRobots } from '#shared/fetching/robots.ts';
import { isAllowedByRobots, readRobots } from '#shared/fetching/robots-rules.ts';
import type { SiteOverride } from '#shared/fetching/site-overrides.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';

const allowed = (text: string, path: string, agent = 'Markwarden') =>
  isAllowedByRobots(readRobots(text, agent), `https://shop.example${path}`);

describe('robots rules', () => {
  it('let the longest match decide, and Allow on a tie', () => {
    const text = 'User-agent: *\nDisallow: /search\nAllow: /search/shoes\nDisallow: /b\nAllow: /b\n';
    expect(allowed(text, '/search?q=x')).toBe(false);
    expect(allowed(text, '/search/shoes?page=2')).toBe(true);
    expect(allowed(text, '/b')).toBe(true);
  });

  it('read our own group alone when there is one', () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: OtherBot\nUser-agent: markwarden\nDisallow: /private\nCrawl-delay: 2.5';
    const rules = readRobots(text, 'Markwarden');
    expect(rules).toEqual({ rules: [{ allow: false, pattern: '/private' }], crawlDelayMs: 2500 });
  });

  it('understand * and $', () => {
    const text = 'User-agent: *\nDisallow: /*sort=*&page=\nDisallow: /*.json$';
    expect(allowed(text, '/s?sort=a&page=2')).toBe(false);
    expect(allowed(text, '/s?page=2&sort=a')).toBe(true);
    expect(allowed(text, '/a.json')).toBe(false);
    expect(allowed(text, '/a.json?x')).toBe(true);
  });

  it('ignore nonsense and cap absurd delays', () => {
    expect(readRobots('<html><body>Not found</body></html>', 'x').rules).toEqual([]);
    expect(readRobots('User-agent: *\nCrawl-delay: soon', 'x').crawlDelayMs).toBeUndefined();
    expect(readRobots('User-agent: *\nCrawl-delay: 99999999', 'x').crawlDelayMs).toBe(3_600_000);
  });

  it('agree with a plain reading of the pattern language on any pattern', () => {
    const piece = fc.constantFrom('a', 'b', '/', '*', '$', '.');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.array(fc.constantFrom('a', 'b', '/', '.', '$'), { maxLength: 10 }),
        (pattern, path) => {
          const rule = `/${pattern.join('')}`;
          const source = rule
            .replace(/[.\\/^$+?()[\]{}|]/g, '\\$&')
            .replaceAll('*', '.*')
            .replace(/\\\$$/, '$$');
          const url = `/${path.join('')}`;
          expect(allowed(`User-agent: *\nDisallow: ${rule}`, url)).toBe(!new RegExp(`^${source}`).test(url));
        },
      ),
    );
  });

  it('cost little even when the file is made to be slow', () => {
    const hostile = `User-agent: *\n${`Disallow: ${'/*a'.repeat(40)}$\n`.repeat(4000)}`;
    // By backtracking this would never end: the time-out of the runner is the limit.
    expect(allowed(hostile, `/${'a/'.repeat(1000)}`)).toBe(true);
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/robots');
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn('SKIPPED: ../shared not found, robots.txt files of real sites are not checked');

describe.skipIf(!hasCorpus)('robots.txt in the wild', () => {
  it('passes every case of the reference matcher', () => {
    const [, ...rows] = readFileSync(join(corpus, 'google-robotstxt-cases.tsv'), 'utf8').trimEnd().split('\n');
    expect(rows.length).toBeGreaterThan(100);
    const wrong = rows.filter((row) => {
      const [, text, agent, url, expected] = row.split('\t');
      const rules = readRobots(text!.replaceAll('\\n', '\n'), agent!);
      return String(isAllowedByRobots(rules, url!)) !== expected;
    });
    expect(wrong).toEqual([]);
  });

  it('is readable on every site', () => {
    const files = readdirSync(corpus).filter((name) => name.endsWith('.robots.txt'));
    expect(files.length).toBeGreaterThan(50);
    const withRules = files.filter(
      (name) => readRobots(readFileSync(join(corpus, name), 'utf8'), 'Markwarden').rules.length > 0,
    );
    expect(withRules.length).toBeGreaterThan(files.length * 0.9);
  });

  it('lets us search eBay the plain way and not with its refinement parameters', () => {
    const rules = readRobots(readFileSync(join(corpus, 'www.ebay.com.robots.txt'), 'utf8'), 'Markwarden');
    expect(isAllowedByRobots(rules, 'https://www.ebay.com/sch/i.html?_nkw=nordhavn+jacket&_pgn=2')).toBe(true);
    expect(isAllowedByRobots(rules, 'https://www.ebay.com/sch/i.html?_nkw=nordhavn&LH_Sold=1')).toBe(false);
    expect(isAllowedByRobots(rules, 'https://www.ebay.com/itm/123456789012')).toBe(true);
  });
});

describe('asking a host for its robots.txt', () => {
  const answer = (status: number, body = ''): Fetched => ({
    url: 'https://shop.example/robots.txt',
    status,
    headers: {},
    contentType: 'text/plain',
    body: Buffer.from(body),
  });
  const free = async () => {};

  function robotsOver(respond: () => Promise<Fetched>, overrides?: SiteOverride[]) {
    let now = Date.parse('2026-03-01T00:00:00Z');
    const asked: string[] = [];
    const robots = createRobots({
      fetcher: (url) => {
        asked.push(url);
        return respond();
      },
      userAgent: 'Markwarden/1.0 (+https://markwarden.example)',
      clock: () => new Date(now),
      overrides,
    });
    return { robots, asked, pass: (ms: number) => (now += ms) };
  }

  it('happens once a day and once for pages fetched side by side', async () => {
    const { robots, asked, pass } = robotsOver(async () => answer(200, 'User-agent: *\nDisallow: /x\nCrawl-delay: 3'));
    const pages = ['/a', '/x', '/b'].map((path) => robots(`https://shop.example${path}`, free));
    const [a, x] = await Promise.all(pages);
    expect(a).toEqual({ allowed: true, crawlDelayMs: 3000 });
    expect(x).toMatchObject({ allowed: false, reason: expect.stringContaining('does not let Markwarden') });
    expect(asked).toEqual(['https://shop.example/robots.txt']);
    pass(25 * 3_600_000);
    await robots('https://shop.example/a', free);
    expect(asked).toHaveLength(2);
  });

  it('can be overruled for a site by the operator, who says why; Crawl-delay still counts', async () => {
    const overrides = [{ hosts: ['shop.example'], reason: 'agreement of 3 May 2026' }];
    const rules = async () => answer(200, 'User-agent: *\nDisallow: /\nCrawl-delay: 3');
    const { robots } = robotsOver(rules, overrides);
    expect(await robots('https://www.shop.example/a', free)).toEqual({ allowed: true, crawlDelayMs: 3000 });
    expect(await robots('https://notshop.example/a', free)).toMatchObject({ allowed: false });
    const unreachable = robotsOver(async () => answer(500), overrides);
    expect(await unreachable.robots('https://shop.example/a', free)).toMatchObject({ allowed: true });
  });

  it.each([404, 403, 410, 301])('takes HTTP %i for "no rules"', async (status) => {
    expect(await robotsOver(async () => answer(status)).robots('https://shop.example/a', free)).toEqual({
      allowed: true,
      crawlDelayMs: undefined,
    });
  });

  it.each([500, 503, 429])('stays out on HTTP %i, and looks again after ten minutes', async (status) => {
    const { robots, asked, pass } = robotsOver(async () => answer(status));
    expect(await robots('https://shop.example/a', free)).toEqual({
      allowed: false,
      reason: `robots.txt could not be read (HTTP ${status})`,
    });
    await robots('https://shop.example/b', free);
    expect(asked).toHaveLength(1);
    pass(11 * 60_000);
    await robots('https://shop.example/b', free);
    expect(asked).toHaveLength(2);
  });

  it('stays out when the host cannot be reached', async () => {
    const { robots } = robotsOver(() => Promise.reject(new TransientError('reset')));
    expect(await robots('https://shop.example/a', free)).toMatchObject({ allowed: false });
  });

  it('needs a slot itself: when there is none, nothing is fetched and nothing is remembered', async () => {
    const { robots, asked } = robotsOver(async () => answer(200));
    const noSlot = () => Promise.reject(new ThrottledError('later', 1000));
    await expect(robots('https://shop.example/a', noSlot)).rejects.toThrow(ThrottledError);
    expect(asked).toEqual([]);
    expect(await robots('https://shop.example/a', free)).toMatchObject({ allowed: true });
  });
});
