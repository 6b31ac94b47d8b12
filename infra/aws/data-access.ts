import type { NodeFunction } from './constructs/node-function.ts';
import type { DataStack } from './data-stack.ts';
import type { FunctionName } from './function-settings.ts';

/** Who may do what with which data; nobody may do more. */
export function grantDataAccess(data: DataStack, to: Record<FunctionName, NodeFunction>): void {
  const { brands, listings, cases, peopleTable, audit, pace, pages, evidence } = data;
  brands.grant(to.dispatch, ['UpdateItem'], ['due']);
  listings.grant(to.dispatch, ['GetItem', 'PutItem']);
  // Brands, and what was learnt: models and thresholds lie in the same table.
  for (const reader of [to.score, to.submit, to.verify, to.alert, to.webhook])
    brands.grant(reader, ['GetItem', 'Query']);
  brands.grant(to.digest, ['GetItem', 'Query'], ['brand-list']);
  brands.grant(to.crawl, ['GetItem', 'Query', 'UpdateItem'], ['brand-list']);
  brands.grant(to.train, ['GetItem', 'PutItem'], ['brand-list']);
  brands.grant(
    to.api,
    ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
    ['brand-list'],
  );

  listings.grant(to.crawl, ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem']);
  listings.grant(to.score, ['GetItem', 'UpdateItem']);
  for (const reader of [to.api, to.digest]) listings.grant(reader, ['BatchGetItem'], ['scans-by-brand']);

  cases.grant(to.score, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], ['by-seller', 'by-brand']);
  cases.grant(to.capture, ['GetItem', 'UpdateItem']);
  cases.grant(to.submit, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['sent']);
  cases.grant(
    to.verify,
    ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ['by-seller', 'check-due', 'sent'],
  );
  cases.grant(to.alert, ['GetItem', 'PutItem', 'UpdateItem']);
  cases.grant(to.webhook, ['GetItem', 'UpdateItem']);
  cases.grant(to.digest, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['by-brand']);
  cases.grant(to.train, ['BatchGetItem'], ['by-brand']);
  cases.grant(
    to.api,
    ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ['by-brand', 'by-seller', 'pictures', 'review', 'sent'],
  );

  brands.grant(
    to.console,
    ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
    ['brand-list'],
  );
  listings.grant(to.console, [], ['scans-by-brand']);
  cases.grant(
    to.console,
    ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ['by-brand', 'by-seller', 'pictures', 'review', 'sent'],
  );
  audit.grant(to.console, ['PutItem']);
  peopleTable.grant(to.api, ['Query', 'PutItem', 'DeleteItem'], ['by-brand']);
  audit.grant(to.api, ['PutItem', 'Query']); // appends and reads: nobody may change or delete what was done
  peopleTable.grant(to.console, ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['by-brand']);

  for (const fetcher of [to.crawl, to.score, to.capture, to.submit, to.verify, to.render])
    pace.grant(fetcher, ['GetItem', 'UpdateItem']);

  pages.letList(to.dispatch); // partners' feeds
  pages.grant(to.crawl, ['GetObject', 'PutObject']);
  pages.grant(to.api, ['GetObject', 'PutObject']); // what people and partners bring
  pages.grant(to.console, ['PutObject']);
  pages.grant(to.digest, ['PutObject'], 'reports/*');
  for (const own of ['reports/*', 'rendered/reports/*']) pages.grant(to.console, ['GetObject'], own); // by addresses that it signs
  for (const keeper of [to.capture, to.submit]) {
    pages.grant(keeper, ['GetObject']); // a page that a person brought is evidence
    evidence.grant(keeper, ['GetObject', 'PutObject']); // each capture names the one before by its hash
  }
  // Checked at every look, and fetched by addresses that they sign.
  for (const reader of [to.api, to.console]) evidence.grant(reader, ['GetObject']);
  evidence.grant(to.api, ['PutObject'], 'documents/*'); // by addresses that it signs
  evidence.grant(to.console, ['PutObject'], 'documents/*');
  evidence.grant(to.render, ['PutObject'], '*/screenshot.jpg');
  pages.grant(to.render, ['PutObject'], 'rendered/*'); // read by crawl
  evidence.grant(to.packet, ['GetObject']);
  evidence.grant(to.packet, ['PutObject'], 'packets/*');

  for (const speaker of [to.submit, to.verify]) {
    data.letReadChannelSecret(speaker);
    data.letUseVenueAccounts(speaker);
  }
  data.letReadApiSecret(to.crawl);
  for (const fetcher of [to.crawl, to.score, to.capture, to.submit, to.verify, to.render, to.console, to.webhook])
    data.letReadProxySecret(fetcher);
  for (const holder of [to.api, to.console, to.webhook]) data.letReadWebhookSecret(holder);
}
