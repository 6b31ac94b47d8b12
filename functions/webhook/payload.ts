import type { Case } from '#shared/domain/case.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { WebhookEvent, WebhookForm, WebhookJob } from '#shared/domain/webhook.ts';
import { quoted } from '#shared/messaging/email-format.ts';

type Told = { job: WebhookJob; brandName: string; record: Case | undefined; consoleUrl: string };

/** What is sent, by form: what happened, with what a program needs to look further, and nothing of anybody else. */
export function payloadOf(form: WebhookForm, told: Told): string {
  return JSON.stringify(form === 'slack' ? slackMessage(told) : standardEvent(told));
}

/** `type`, `timestamp` and `data`, as Standard Webhooks recommends. Texts in `case` are the seller's: hostile. */
function standardEvent({ job: { event, brandId, alert }, record, consoleUrl }: Told) {
  return {
    type: event,
    timestamp: alert.at,
    data: {
      brandId,
      message: alert.message,
      ...(record && {
        case: {
          id: record.id,
          state: record.state,
          probability: record.verdict.probability,
          harm: record.harm?.points,
          marketplace: record.listing.marketplace,
          itemId: record.listing.id,
          url: record.listing.url,
          title: record.listing.title,
          price: record.listing.price ?? undefined,
          seller: record.listing.seller?.id ?? record.listing.seller?.name,
          noticeId: record.noticeId,
        },
      }),
      console: placeIn(consoleUrl, record),
    },
  };
}

const WORDS: Record<WebhookEvent, string> = {
  'case.opened': 'New case',
  'case.critical': 'Critical case',
  'case.relisted': 'Back on sale',
  'notice.waiting': 'Waits for you',
  'notice.sent': 'Notice sent',
  'notice.refused': 'Notice refused',
  'notice.counter-noticed': 'The seller objects',
  'notice.uncertain': 'Needs your decision',
  'listing.removed': 'Gone',
  'listing.not-removed': 'Reported and still there',
  'store.closed': 'A store is closed',
  'task.due': 'To be done by a date',
  'sending.stopped': 'Sending is stopped',
  'coverage.lost': 'A marketplace could not be read',
  'work.failed': 'Failed on our side',
  test: 'Test',
};

/** Sellers' words stand in `plain_text`, where nothing is a link, a mention or bold. */
function slackMessage({ job: { event, alert }, brandName, record, consoleUrl }: Told) {
  const head = `${quoted(brandName, 60)}: ${WORDS[event]}`;
  const offer = record && [
    `"${quoted(record.listing.title, 120)}"`,
    [
      record.listing.price ? formatMoney(record.listing.price) : 'no price',
      formatProbability(record.verdict.probability),
      record.listing.marketplace,
      quoted(record.listing.seller?.name ?? record.listing.seller?.id ?? 'seller not stated', 60),
    ].join(' · '),
  ];
  const text = [quoted(alert.message, 500), ...(offer ?? [])].join('\n');
  const open = { type: 'button', text: plain('Open'), url: placeIn(consoleUrl, record) };
  return {
    text: escaped(head),
    unfurl_links: false,
    blocks: [
      { type: 'header', text: plain(head) },
      { type: 'section', text: plain(text) },
      { type: 'actions', elements: [open] },
    ],
  };
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const placeIn = (consoleUrl: string, record: Case | undefined): string =>
  new URL(record ? `/case?${new URLSearchParams({ id: record.id })}` : '/', consoleUrl).href;
