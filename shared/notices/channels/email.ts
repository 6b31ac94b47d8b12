import type { Mailer } from '#shared/messaging/mailer.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { Channel, NoticeReader } from './channel.ts';
import { closedDoor } from './http-delivery.ts';
import { noticeMail } from './notice-mail.ts';

export type EmailOptions = { mailer: Mailer | undefined; clock: Clock };

const BUSY_RETRY_MS = 10 * 60_000;

/** A message to the address that the brand has named for the venue. Taken by the mail system is sent: that it bounced comes later, to the sender. */
export const createEmailChannel = ({ mailer, clock }: EmailOptions): Channel => ({
  ...emailReader,
  async send(notice, targets) {
    const { sendTo, reference, content } = notice;
    if (!mailer) return closedDoor('no address to send notices from is set up (noticeSender)');
    if (!sendTo) return closedDoor('the notice has no address to be mailed to');
    const raw = await noticeMail({ ...notice, sendTo }, targets, mailer.sender, clock());
    const outcome = await mailer.send({ raw, to: [sendTo], cc: [content.reporter.email], reference });
    switch (outcome.status) {
      case 'taken':
        return { status: 'accepted', externalId: outcome.messageId };
      case 'busy':
        return { status: 'deferred', retryAfterMs: BUSY_RETRY_MS, reason: outcome.reason };
      case 'refused':
        return closedDoor(outcome.reason);
      case 'unknown':
        return { status: 'unknown', reason: outcome.reason };
    }
  },
});

/** Mail systems cannot be asked by a reference, and venues answer to the reporter. */
export const emailReader: NoticeReader = {
  kind: 'email',
  lookUp: async () => ({ found: 'cannot-tell', reason: 'the copy to the reporter shows whether the message left' }),
  answers: async () => undefined,
};
