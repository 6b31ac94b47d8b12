import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Message } from '#shared/messaging/mailer.ts';
import { createEmailChannel } from '#shared/notices/channels/email.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';
import { noticeFor } from '#test/support/programme-offers.ts';
import { API_VENUES, openApi } from '#test/support/venue-servers/api-venues.ts';
import { cloudflareVenue } from '#test/support/venue-servers/cloudflare-venue.ts';
import { meliVenue } from '#test/support/venue-servers/meli-venue.ts';
import { fetcherOf, type VenueServer } from '#test/support/venue-servers/venue-server.ts';

// What leaves, byte for byte as a venue gets it. The files were read by eye; a change to them is to be read again.

const NOW = new Date('2026-12-01T09:00:00.000Z');
const clock = () => NOW;
const TOKEN = 'cf-token';

function theNotice(programme: string, sendTo?: string) {
  const { content, targets } = noticeFor(programmeById(programme));
  const notice = aNoticeRecord({ content, ...(sendTo && { sendTo }) });
  return { notice, targets: targets.map((statement) => aTarget({ statement })) };
}

/** The channel of a programme, and what its venue was asked to take. */
function overheard(programme: string) {
  const venue = API_VENUES[programme]!.venue({ now: clock, lagMs: 0 });
  const heard: { path: string; body: unknown }[] = [];
  const answer: VenueServer['answer'] = (asked) => {
    if (asked.method === 'POST' && asked.path !== '/oauth/token')
      heard.push({ path: asked.path, body: JSON.parse(asked.body) });
    return venue.answer(asked);
  };
  return { heard, channel: openApi(programme, fetcherOf({ ...venue, answer }), clock) };
}

const inMail = (sent: Message[]) =>
  createEmailChannel({
    mailer: {
      sender: 'notices@markwarden.example',
      send: async (message) => {
        sent.push(message);
        return { status: 'taken', messageId: '0100-1' };
      },
    },
    clock,
  });

describe('what a venue gets', () => {
  it.each(Object.keys(API_VENUES))('is what its golden file shows: %s', async (programme) => {
    const { channel, heard } = overheard(programme);
    const { notice, targets } = theNotice(programme);
    expect(await channel.send(notice, targets)).toMatchObject({ status: 'accepted' });
    await expect(`${JSON.stringify(heard, null, 2)}\n`).toMatchFileSnapshot(`golden/${programme}.json`);
  });

  it('is never more than one item at Mercado Libre', async () => {
    const { channel, heard } = overheard('meli-bpp');
    const { notice, targets } = theNotice('meli-bpp');
    expect(await channel.send(notice, [...targets, ...targets])).toMatchObject({
      status: 'deferred',
      needsPerson: true,
    });
    expect(heard).toEqual([]);
  });

  it('is one report of one shop at Cloudflare, within the length of its fields', async () => {
    const { channel, heard } = overheard('cloudflare');
    const { notice, targets } = theNotice('cloudflare');
    const many = Array.from({ length: 250 }, (_, n) => {
      const statement = { ...targets[0]!.statement, url: `https://parka.example/p/${n}` };
      return aTarget({ statement });
    });
    await channel.send(notice, many);
    const { justification, urls } = heard[0]!.body as { justification: string; urls: string };
    expect(justification.length).toBeLessThanOrEqual(5000);
    expect(justification).toMatch(/Findings on the other pages are available on request\.$/);
    expect(urls.split('\n')).toHaveLength(250);
  });

  it('is one message in plain text that a person can answer', async () => {
    const sent: Message[] = [];
    const { notice, targets } = theNotice('standalone-shop', 'abuse@host.example');
    await inMail(sent).send(notice, targets);
    expect(sent).toMatchObject([{ to: ['abuse@host.example'], cc: ['jane@nordhavn.example'] }]);
    const raw = Buffer.from(sent[0]!.raw).toString('utf8').replaceAll('\r\n', '\n');
    await expect(raw).toMatchFileSnapshot('golden/standalone-shop.eml');
    const mail = await PostalMime.parse(sent[0]!.raw);
    expect(mail).toMatchObject({
      from: { address: 'notices@markwarden.example', name: 'Jane Holm, Nordhavn A/S' },
      to: [{ address: 'abuse@host.example' }],
      replyTo: [{ address: 'jane@nordhavn.example' }],
      references: '<MW-0123456789ABCDEF@markwarden.example>',
      attachments: [],
    });
    expect(mail.subject).toBe('[MW-0123456789ABCDEF] Notice of infringement, 1 offer on parka.example: NORDHAVN');
    expect(mail.text).toContain('Signature: /s/ Jane Holm\nDate: 2026-12-01');
    expect(mail.text).not.toMatch(/___|undefined|probability/);
  });

  it('cannot be bent by what sellers and brands write: no header, no second recipient', async () => {
    const sent: Message[] = [];
    const { notice, targets } = theNotice('standalone-shop', 'abuse@host.example');
    const evil = 'x\r\nBcc: everybody@evil.example\r\n\r\n<script>';
    const content = {
      ...notice.content,
      site: evil,
      reporter: { ...notice.content.reporter, name: evil },
      right: { ...notice.content.right, text: evil },
    };
    const statement = { ...targets[0]!.statement, title: evil, sellerName: evil };
    await inMail(sent).send({ ...notice, content }, [aTarget({ statement })]);
    const mail = await PostalMime.parse(sent[0]!.raw);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.to).toEqual([{ address: 'abuse@host.example', name: '' }]);
  });

  it('does not leave without a sender or an address', async () => {
    const { notice, targets } = theNotice('standalone-shop');
    const noSender = createEmailChannel({ mailer: undefined, clock });
    expect(await noSender.send({ ...notice, sendTo: 'abuse@host.example' }, targets)).toMatchObject({
      needsPerson: true,
    });
    expect(await inMail([]).send(notice, targets)).toMatchObject({ status: 'deferred', needsPerson: true });
  });
});

describe('what a venue says of it later', () => {
  const STATUSES: [string, object][] = [
    ['CREATED', { stage: 'received' }],
    ['WAITING_DOCUMENTATION', { stage: 'in-review' }],
    ['DOCUMENTATION_PRESENTED', { stage: 'counter-noticed', dueAt: '2026-12-04T04:00:00.000Z' }],
    ['DOCUMENTATION_NOT_APPROVED', { stage: 'removed' }],
    ['DOCUMENTATION_NOT_PRESENTED', { stage: 'removed' }],
    ['DOCUMENTATION_APPROVED', { stage: 'restored' }],
    ['MEMBER_NOT_RESPOND', { stage: 'restored' }],
    ['REJECTED', { stage: 'rejected', refusal: 'merits' }],
    ['REJECTED_BY_RESTRICTION', { stage: 'rejected', refusal: 'form' }],
  ];
  it.each(STATUSES)('Mercado Libre: %s', async (status, said) => {
    const venue = meliVenue();
    const channel = openApi('meli-bpp', fetcherOf(venue), clock);
    const { notice, targets } = theNotice('meli-bpp');
    const delivery = await channel.send(notice, targets);
    const id = (delivery as { externalId: string }).externalId;
    venue.decide(id, status, { due_date: '2026-12-04T00:00:00.000-0400', seller_quittance: 'we bought it in Oslo' });
    expect(await channel.answers(id)).toMatchObject([said]);
    venue.decide(id, 'A_STATUS_OF_TOMORROW');
    expect(await channel.answers(id)).toBeUndefined();
    expect(await channel.answers('999')).toBeUndefined();
  });

  it.each([
    ['submitted', undefined, { stage: 'received' }],
    ['accepted', undefined, { stage: 'removed' }],
    ['denied', 'not_on_cloudflare', { stage: 'rejected', refusal: 'form', reasons: ['not on cloudflare'] }],
    ['denied', 'no_abuse_found', { stage: 'rejected', refusal: 'merits' }],
    ['denied', 'content_removed', { stage: 'in-review' }],
  ])('Cloudflare: %s %s', async (status, reason, said) => {
    const venue = cloudflareVenue({ now: clock, token: TOKEN });
    const channel = openApi('cloudflare', fetcherOf(venue), clock);
    const { notice, targets } = theNotice('cloudflare');
    await channel.send(notice, targets);
    venue.decide('r1', status, reason);
    expect(await channel.answers('r1')).toMatchObject([said]);
    expect(await channel.answers('r9')).toBeUndefined();
  });
});

describe('a report whose answer got lost, at Cloudflare', () => {
  const { notice, targets } = theNotice('cloudflare');
  const asking = (venue: VenueServer) => openApi('cloudflare', fetcherOf(venue), clock);
  const others = (n: number) => ({ ...notice, reference: `MW-OTHER-${n}` });

  it('is found among others about the same shop by our reference', async () => {
    const channel = asking(cloudflareVenue({ now: clock, token: TOKEN }));
    for (let n = 0; n < 3; n++) await channel.send(others(n), targets);
    expect(await channel.lookUp(notice, targets)).toEqual({ found: 'no' });
    await channel.send(notice, targets);
    expect(await channel.lookUp(notice, targets)).toEqual({ found: 'yes', externalId: 'r4' });
  });

  it('is never said not to be there when the list was not read to its end', async () => {
    const venue = cloudflareVenue({ now: clock, token: TOKEN });
    const channel = asking(venue);
    for (let n = 0; n < 21; n++) await channel.send(others(n), targets);
    expect(await channel.lookUp(notice, targets)).toMatchObject({ found: 'cannot-tell' });
    const broken = { ...venue, answer: () => ({ status: 200, body: { result: { reports: 'none' } } }) };
    expect(await asking(broken).lookUp(notice, targets)).toMatchObject({ found: 'cannot-tell' });
    expect(await asking({ ...venue, answer: () => ({ status: 403, body: {} }) }).lookUp(notice, targets)).toMatchObject(
      {
        found: 'cannot-tell',
      },
    );
  });
});
