import { DatabaseSync } from 'node:sqlite';

export type BookedNotice = {
  id: string;
  idempotencyKey: string;
  reference: string;
  listingIds: string[];
  body: string;
  receivedAt: Date;
  /** When its sender first wrote about it. */
  answeredAt?: Date;
};

/** That a seller's store be closed. */
export type Complaint = { sellerId: string; receivedAt: Date };

/** What outlives the process: when the shop opened, every notice it answered for, what their senders wrote about them, and complaints about stores. */
export type NoticeBook = {
  openedAt: Date;
  /** Durable when it returns. */
  add: (notice: BookedNotice) => void;
  addLetter: (noticeId: string, text: string, at: Date) => void;
  all: () => BookedNotice[];
  addComplaint: (complaint: Complaint, text: string) => void;
  /** The first about each seller, in the order in which they came. */
  complaints: () => Complaint[];
  countRepeat: () => void;
  repeats: () => number;
  close: () => void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS notices (
    id TEXT PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL,
    listing_id TEXT NOT NULL,
    body TEXT NOT NULL,
    received_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS letters (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    body TEXT NOT NULL,
    received_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS complaints (
    seller_id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    received_at TEXT NOT NULL
  ) STRICT;`;

type Row = {
  id: string;
  idempotency_key: string;
  reference: string;
  listing_id: string;
  body: string;
  received_at: string;
  answered_at: string | null;
};

/** @throws Error when the file belongs to a shop of another seed. */
export function openNoticeBook(path: string, seed: string, now: Date): NoticeBook {
  const database = new DatabaseSync(path);
  // FULL: a notice that was answered must survive a killed process and a cut cable alike.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(SCHEMA);
  const remember = database.prepare('INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)');
  const recall = (name: string) =>
    (database.prepare('SELECT value FROM facts WHERE name = ?').get(name) as { value: string }).value;
  remember.run('seed', seed);
  remember.run('opened-at', now.toISOString());
  remember.run('repeats', '0');
  const keptSeed = recall('seed');
  if (keptSeed !== seed) {
    database.close();
    throw new Error(`${path} belongs to a bazaar with seed ${keptSeed}, not ${seed}`);
  }
  const insert = database.prepare('INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?)');
  const select = database.prepare(
    'SELECT *, (SELECT MIN(letters.received_at) FROM letters WHERE notice_id = notices.id) AS answered_at FROM notices ORDER BY notices.received_at, rowid',
  );
  const insertLetter = database.prepare('INSERT INTO letters VALUES (?, ?, ?)');
  const insertComplaint = database.prepare('INSERT OR IGNORE INTO complaints VALUES (?, ?, ?)');
  const selectComplaints = database.prepare(
    'SELECT seller_id, received_at FROM complaints ORDER BY received_at, rowid',
  );
  const countUp = database.prepare(
    "UPDATE facts SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'repeats'",
  );
  return {
    openedAt: new Date(recall('opened-at')),
    add: (notice) => {
      const { id, idempotencyKey, reference, listingIds, body, receivedAt } = notice;
      insert.run(id, idempotencyKey, reference, listingIds.join(' '), body, receivedAt.toISOString());
    },
    addLetter: (noticeId, text, at) => void insertLetter.run(noticeId, text, at.toISOString()),
    all: () =>
      (select.all() as Row[]).map((row) => ({
        id: row.id,
        idempotencyKey: row.idempotency_key,
        reference: row.reference,
        listingIds: row.listing_id.split(' '),
        body: row.body,
        receivedAt: new Date(row.received_at),
        ...(row.answered_at && { answeredAt: new Date(row.answered_at) }),
      })),
    addComplaint: ({ sellerId, receivedAt }, text) =>
      void insertComplaint.run(sellerId, text, receivedAt.toISOString()),
    complaints: () =>
      (selectComplaints.all() as { seller_id: string; received_at: string }[]).map(({ seller_id, received_at }) => ({
        sellerId: seller_id,
        receivedAt: new Date(received_at),
      })),
    countRepeat: () => void countUp.run(),
    repeats: () => Number(recall('repeats')),
    close: () => database.close(),
  };
}
