import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { Published } from './messaging.ts';
import { writeFileAtomically } from './write-file.ts';

export type OutboxMessage = { at: string; topic: string; to: string[]; subject: string; body: string };

/** E-mails that AWS would have delivered, oldest first: one text file each; in memory without a directory. */
export type Outbox = {
  /** What SNS mails to the subscribers of a topic. */
  add: (published: Published) => void;
  /** What SES delivers as it is; a mail program opens the file. @returns its number */
  addMail: (raw: Uint8Array, to: string[]) => Promise<string>;
  messages: () => OutboxMessage[];
};

/** In place of a topic, of what no topic sent. */
const BY_SES = 'ses';

export function createOutbox(now: () => Date, directory?: string): Outbox {
  const kept: OutboxMessage[] = directory ? readOutbox(directory) : [];
  const keep = ({ topic, recipients, subject, message }: Published, raw?: Uint8Array): string => {
    const mail = { at: now().toISOString(), topic, to: recipients, subject, body: message };
    const digest = sha256Hex(`${kept.length}${message}`).slice(0, 8);
    const name = `${mail.at.replaceAll(':', '')}-${digest}`;
    if (directory) writeFileAtomically(path.join(directory, `${name}.txt`), asText(mail));
    if (directory && raw) writeFileAtomically(path.join(directory, `${name}.eml`), raw);
    kept.push(mail);
    return name;
  };
  return {
    messages: () => kept,
    add: (published) => void keep(published),
    async addMail(raw, to) {
      const { subject = '', text = '' } = await PostalMime.parse(raw);
      return keep({ topic: BY_SES, recipients: to, subject, message: text.trimEnd() }, raw);
    },
  };
}

// The shape of an e-mail, so that any editor or mail tool shows it well.
function asText({ at, topic, to, subject, body }: OutboxMessage): string {
  const line = (text: string) => text.replaceAll(/[\r\n]+/g, ' ');
  return `Date: ${at}\nTopic: ${topic}\nTo: ${line(to.join(', '))}\nSubject: ${line(subject)}\n\n${body}\n`;
}

function readOutbox(directory: string): OutboxMessage[] {
  mkdirSync(directory, { recursive: true });
  return readdirSync(directory)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => fromText(readFileSync(path.join(directory, name), 'utf8')));
}

function fromText(text: string): OutboxMessage {
  const [head = '', ...body] = text.split('\n\n');
  const header = (name: string) =>
    head
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? '';
  return {
    at: header('Date'),
    topic: header('Topic'),
    to: header('To').split(', ').filter(Boolean),
    subject: header('Subject'),
    body: body.join('\n\n').trimEnd(),
  };
}
