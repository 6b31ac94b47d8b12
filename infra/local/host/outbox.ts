import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Published } from './messaging.ts';
import { writeFileAtomically } from './write-file.ts';

export type OutboxMessage = { at: string; topic: string; to: string[]; subject: string; body: string };

/** Alert e-mails that AWS would have delivered: one text file each, oldest first; in memory without a directory. */
export type Outbox = { add: (published: Published) => void; messages: () => OutboxMessage[] };

export function createOutbox(now: () => Date, directory?: string): Outbox {
  const kept: OutboxMessage[] = directory ? readOutbox(directory) : [];
  return {
    messages: () => kept,
    add(published) {
      const { topic, recipients, subject, message } = published;
      const mail = { at: now().toISOString(), topic, to: recipients, subject, body: message };
      if (directory) {
        const digest = createHash('sha256').update(`${kept.length}${message}`).digest('hex').slice(0, 8);
        writeFileAtomically(path.join(directory, `${mail.at.replaceAll(':', '')}-${digest}.txt`), asText(mail));
      }
      kept.push(mail);
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
