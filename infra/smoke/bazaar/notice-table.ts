import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { BookedNotice, NoticeBook } from '#infra/local/bazaar/notice-book.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';

type Item = { sk: string; at: string; text: string };

/** Longer than the venue ever takes: every notice is as old as this when it is read again, and so decided at once. */
const HEAD_START_MS = 41 * HOUR_MS;

/** The notice book of a marketplace that forgets everything between two requests. */
export type NoticeTable = {
  read: () => Promise<Item[]>;
  /** @throws Error when another request has booked the same since: the answer that was prepared is not true any more. */
  keep: (items: readonly Item[]) => Promise<void>;
};

export function noticeTable(client: DynamoDBDocumentClient, table: string): NoticeTable {
  const pk = 'BAZAAR';
  return {
    async read() {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        }),
      );
      if (LastEvaluatedKey) throw new Error('more notices than a smoke test sends');
      return (Items ?? []) as Item[];
    },
    async keep(items) {
      for (const item of items) {
        const put = { TableName: table, Item: { pk, ...item }, ConditionExpression: 'attribute_not_exists(pk)' };
        await client.send(new PutCommand(put)).catch((cause: unknown) => {
          if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
          throw new Error(`${item.sk} was booked by another request`, { cause });
        });
      }
    },
  };
}

/** The book as the items tell it; what is added stands in `added` until it is kept. */
export function bookOf(items: readonly Item[], openedAt: Date): NoticeBook & { added: Item[] } {
  const added: Item[] = [];
  const all = () => [...items, ...added];
  const letterOf = (id: string) => all().find(({ sk }) => sk === `LETTER~${id}`);
  const noticeOf = ({ text, at }: Item): BookedNotice => {
    const notice = JSON.parse(text) as Omit<BookedNotice, 'receivedAt' | 'answeredAt'>;
    const letter = letterOf(notice.id);
    const receivedAt = new Date(Date.parse(at) - HEAD_START_MS);
    return { ...notice, receivedAt, ...(letter && { answeredAt: new Date(letter.at) }) };
  };
  return {
    openedAt,
    added,
    add: ({ receivedAt, ...notice }) => {
      const sk = `NOTICE~${notice.idempotencyKey}`;
      added.push({ sk, at: receivedAt.toISOString(), text: JSON.stringify(notice) });
    },
    addLetter: (noticeId, text, at) => {
      if (!letterOf(noticeId)) added.push({ sk: `LETTER~${noticeId}`, at: at.toISOString(), text });
    },
    all: () =>
      all()
        .filter(({ sk }) => sk.startsWith('NOTICE~'))
        .map(noticeOf),
    // Nobody asks for a store's closure in a smoke test.
    addComplaint: () => {},
    complaints: () => [],
    countRepeat: () => {},
    repeats: () => 0,
    close: () => {},
  };
}
