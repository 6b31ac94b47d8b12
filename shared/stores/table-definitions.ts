/** A global secondary index. Every one is sparse: only items that carry both key attributes appear in it. */
export type IndexDefinition = {
  name: string;
  partitionKey: string;
  sortKey: string;
  /** `KEYS` where readers fetch the items afterwards; a list where a few small attributes are all they need. */
  projection: 'ALL' | 'KEYS' | readonly string[];
};

export type TableDefinition = { indexes: readonly IndexDefinition[] };

/** Key attributes of every table and index are strings. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';
/** Epoch seconds. DynamoDB deletes up to days late, so readers filter on it too. */
export const TTL_ATTRIBUTE = 'expiresAt';

export type TableName = 'brands' | 'listings' | 'cases' | 'pace' | 'people' | 'audit';

// Each index is paid for at every write of its items, hence few of them, and keys only where the items are large.
export const TABLE_DEFINITIONS: Record<TableName, TableDefinition> = {
  brands: {
    indexes: [
      { name: 'due', partitionKey: 'dueShard', sortKey: 'nextAt', projection: 'ALL' },
      { name: 'brand-list', partitionKey: 'brandList', sortKey: 'brandId', projection: 'ALL' },
    ],
  },
  listings: {
    indexes: [{ name: 'scans-by-brand', partitionKey: 'scansOf', sortKey: 'period', projection: 'ALL' }],
  },
  cases: {
    indexes: [
      { name: 'by-brand', partitionKey: 'brandId', sortKey: 'stateSince', projection: 'KEYS' },
      { name: 'by-seller', partitionKey: 'sellerKey', sortKey: 'openedAt', projection: 'KEYS' },
      { name: 'check-due', partitionKey: 'checkShard', sortKey: 'nextCheckAt', projection: 'KEYS' },
      { name: 'review', partitionKey: 'reviewOf', sortKey: 'reviewOrder', projection: ['review'] },
      // Written when a case opens and when its pictures are looked at anew, at no other change of it.
      { name: 'pictures', partitionKey: 'brandId', sortKey: 'openedAt', projection: ['imageHashes'] },
      { name: 'sent', partitionKey: 'sentTo', sortKey: 'submittedAt', projection: ['reached'] },
    ],
  },
  pace: { indexes: [] },
  people: { indexes: [{ name: 'by-brand', partitionKey: 'memberOf', sortKey: 'person', projection: 'ALL' }] },
  audit: { indexes: [] },
};
