import * as z from 'zod';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import type { Fetched, FetchOptions } from '#shared/fetching/fetcher.ts';
import type { Channel, LookUp, VenueAnswer } from './channel.ts';
import { httpChannel } from './http-channel.ts';
import { type AnswerReading, deliveryOf, HTTP_LIMITS, jsonOf } from './http-delivery.ts';
import { type ApiServices, accountAt } from './venue-accounts.ts';

const Account = z.object({ accountId: z.string().regex(/^[0-9a-f]{1,32}$/i), token: z.string().min(1) });

const ReportCode = z.string().trim().min(1).max(200);
const Submitted = z.object({ abuse_rand: ReportCode });
const Taken = z.union([Submitted, z.object({ result: Submitted }).transform(({ result }) => result)]);
const Refusal = z.object({ errors: z.array(z.object({ message: z.string() })) });
const Page = z.object({
  result: z.object({ reports: z.array(z.object({ id: ReportCode, domain: z.string(), type: z.string() })) }),
  result_info: z.object({ total_pages: z.number() }).partial().optional(),
});
const Report = z.object({
  result: z.object({
    status: z.enum(['submitted', 'accepted', 'denied']),
    denial_reason: z.string().nullish(),
    comments: z.string().nullish(),
  }),
});

/** Reasons that say nothing of whether the shop infringes: the report can be corrected, or belongs elsewhere. */
const FORM_REASONS = new Set([
  'incomplete_report',
  'not_on_cloudflare',
  'duplicate_report',
  'report_details_mismatch',
  'missing_original_work',
  'direct_url_required',
  'wrong_report_category',
  'domain_dispute_process_required',
]);
/** It found nothing there any more: what the pages show decides. */
const GONE_REASONS = new Set(['content_removed', 'content_unavailable']);

const PER_PAGE = 200;
const MAX_PAGES = 5;
/** Reports about one host since the notice was opened: more than these are not ours alone. */
const MAX_READ = 20;

/**
 * Cloudflare's abuse reports, for shops that stand behind it. It keeps no number of ours, so the reference goes into the comments,
 * which the account that reported can read again: by them a report whose answer got lost is found.
 */
export function createCloudflareChannel({ endpoint, fetcher, clock, ...whose }: ApiServices): Channel {
  async function call(path: string, request: FetchOptions = {}): Promise<Fetched> {
    const { accountId, token } = await accountAt(Account, { ...whose, programme: 'cloudflare' });
    return fetcher(`${endpoint}/accounts/${accountId}/abuse-reports/${path}`, {
      ...request,
      headers: { accept: 'application/json', ...request.headers, authorization: `Bearer ${token}` },
      ...HTTP_LIMITS,
    });
  }

  const report = async (id: string) => {
    const answer = await call(`submitted/${encodeURIComponent(id)}`);
    return answer.status === 200 ? Report.safeParse(jsonOf(answer)).data?.result : undefined;
  };

  /** Undefined when the list cannot be read to its end. */
  async function reportsSince(since: string): Promise<z.infer<typeof Page>['result']['reports'] | undefined> {
    const found = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const query = new URLSearchParams({ created_after: since, page: `${page}`, per_page: `${PER_PAGE}` });
      const answer = await call(`submitted?${query}`);
      const read = answer.status === 200 ? Page.safeParse(jsonOf(answer)).data : undefined;
      if (!read) return undefined;
      found.push(...read.result.reports);
      const isLast = read.result_info?.total_pages
        ? page >= read.result_info.total_pages
        : read.result.reports.length < PER_PAGE;
      if (isLast) return found;
    }
    return undefined;
  }

  async function find(notice: NoticeRecord, host: string): Promise<LookUp> {
    const reports = await reportsSince(notice.openedAt);
    if (!reports) return { found: 'cannot-tell', reason: 'Cloudflare does not show the reports of this account' };
    // Whether it files a report under the host or under its domain is not documented: both count.
    const about = reports.filter(({ type, domain }) => type === 'TM' && isSameSite(host, domain));
    if (about.length > MAX_READ) return { found: 'cannot-tell', reason: `${about.length} reports about ${host}` };
    for (const { id } of about) {
      const read = await report(id);
      if (!read) return { found: 'cannot-tell', reason: `report ${id} about ${host} cannot be read` };
      if (read.comments?.includes(notice.reference)) return { found: 'yes', externalId: id };
    }
    return { found: 'no' };
  }

  return httpChannel({
    kind: 'api',
    async send(notice, targets) {
      const answer = await call('abuse_trademark', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(trademarkReport(notice, targets)),
      });
      return deliveryOf(answer, clock(), READING);
    },
    async lookUp(notice, [target]) {
      const host = target && URL.parse(target.statement.url)?.hostname;
      return host ? find(notice, host) : { found: 'cannot-tell', reason: 'the notice names no shop' };
    },
    async answers(externalId) {
      const read = await report(externalId);
      return read && [answerOf(read)];
    },
  });
}

const isSameSite = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`);

const READING: AnswerReading = {
  number: (body) => Taken.safeParse(body).data?.abuse_rand,
  reasons: (body) => (Refusal.safeParse(body).data?.errors ?? []).map(({ message }) => message),
  credential: 'token',
};

/** The longest that each field may be. */
const MOST = { name: 255, address1: 100, company: 100, title: 255, tele: 20, mark: 1000, justification: 5000 } as const;

/** Shops and hosts are told who reports: reports of marks cannot be anonymous. */
function trademarkReport({ reference, content }: NoticeRecord, targets: readonly Target[]) {
  const { reporter, right } = content;
  const { name, email, company, title, address, country, phone } = reporter;
  return {
    act: 'abuse_trademark',
    name: name.slice(0, MOST.name),
    email,
    email2: email,
    ...(title && { title: title.slice(0, MOST.title) }),
    ...(company && { company: company.slice(0, MOST.company) }),
    ...(address && { address1: address.slice(0, MOST.address1) }),
    ...(country && { country }),
    // Half a number reaches nobody.
    ...(phone && phone.length <= MOST.tele && { tele: phone }),
    urls: [...new Set(targets.map(({ statement }) => statement.url))].join('\n'),
    trademark_symbol: (right.text ?? right.title ?? '').slice(0, MOST.mark),
    trademark_number: (right.number ?? '').slice(0, MOST.mark),
    trademark_office: (right.office ?? '').slice(0, MOST.mark),
    justification: justification(content.statement.en, targets),
    comments: `Our reference: ${reference}`,
    host_notification: 'send',
    owner_notification: 'send',
  };
}

/** What was found, page by page; pages whose findings have no room are named above, and their findings are to be had from the reporter. */
function justification(statement: string, targets: readonly Target[]): string {
  const rest = ' Findings on the other pages are available on request.';
  const lines = targets.map(
    ({ statement: { url, sentences } }) => `${url}: ${sentences.map(({ en }) => en).join(' ')}`,
  );
  const whole = [statement, ...lines].join('\n');
  if (whole.length <= MOST.justification) return whole;
  let text = statement;
  for (const line of lines) {
    if (text.length + line.length + 1 + rest.length > MOST.justification) break;
    text += `\n${line}`;
  }
  return text + rest;
}

/** `accepted` is agreement, and not yet a removal: that the pages show. */
function answerOf({ status, denial_reason }: z.infer<typeof Report>['result']): VenueAnswer {
  if (status === 'submitted') return { stage: 'received', reasons: [] };
  if (status === 'accepted') return { stage: 'removed', reasons: ['accepted'] };
  const why = denial_reason ?? undefined;
  const reasons = why ? [why.replaceAll('_', ' ').slice(0, 200)] : [];
  if (why && GONE_REASONS.has(why)) return { stage: 'in-review', reasons };
  return { stage: 'rejected', refusal: why && FORM_REASONS.has(why) ? 'form' : 'merits', reasons };
}
