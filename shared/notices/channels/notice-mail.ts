import MailComposer from 'nodemailer/lib/mail-composer';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { rightName } from '#shared/domain/right.ts';
import type { Target } from '#shared/domain/target.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { render } from '../legal-forms/render.ts';

/**
 * A notice as one message of plain text, signed with the reporter's name and the day. Answers go to the reporter, who also gets a copy.
 * Everything about one notice hangs on its reference: in the subject, for people, and as the thread's root, for their mail programs.
 * @param sender our own address, which the mail system has verified
 */
export async function noticeMail(
  notice: NoticeRecord & { sendTo: string },
  targets: readonly Target[],
  sender: string,
  now: Date,
): Promise<Uint8Array> {
  const { content, reference, tries, sendTo } = notice;
  const { reporter, right, languages } = content;
  const statements = targets.map(({ statement }) => statement);
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const head = `Our reference: ${reference}. Please keep it in the subject of your answer, which reaches ${cleanText(reporter.name)} <${reporter.email}>.`;
  const texts = languages.map((language) => render(content, statements, language, now).text);
  const mail = new MailComposer({
    from: { name: cleanText([reporter.name, reporter.company].filter(Boolean).join(', '), 200), address: sender },
    to: { name: '', address: sendTo },
    cc: { name: cleanText(reporter.name, 200), address: reporter.email },
    replyTo: { name: cleanText(reporter.name, 200), address: reporter.email },
    subject: `[${reference}] ${about(notice, targets.length)}: ${cleanText(rightName(right), 80)}`,
    date: now,
    // SES gives every message an id of its own; the thread keeps this root.
    messageId: `<${reference}.${tries}@${domain}>`,
    references: `<${reference}@${domain}>`,
    text: [head, ...texts].join('\n\n'),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

const about = ({ content: { site } }: NoticeRecord, offers: number): string =>
  `Notice of infringement, ${offers} ${offers === 1 ? 'offer' : 'offers'} on ${cleanText(site, 100)}`;
