import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { functionNames } from '#infra/aws/constructs/function-code.ts';
import { PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';
import { ofType, type Properties, type Resource, referenced, synthesised } from './synthesised-stacks.ts';

/**
 * What each method of the stores asks of DynamoDB and S3: "Action table" or "Query table/index". A method that a function calls
 * and its role does not cover fails only on AWS, and only when it is called; here it fails at once.
 */
const NEEDS: Record<string, string[]> = {
  'brands.get': ['GetItem brands', 'Query brands'],
  'brands.withoutProducts': ['GetItem brands'],
  'brands.asRegistered': ['GetItem brands', 'Query brands'],
  'brands.registered': ['GetItem brands', 'Query brands'],
  'brands.put': ['UpdateItem brands', 'PutItem brands', 'Query brands', 'DeleteItem brands', 'BatchWriteItem brands'],
  'brands.list': ['Query brands/brand-list'],
  'brands.watches': ['Query brands'],
  'brands.dueWatches': ['Query brands/due'],
  'brands.advance': ['UpdateItem brands'],
  'brands.release': ['UpdateItem brands'],
  'brands.finish': ['UpdateItem brands'],
  'brands.makeDue': ['Query brands', 'UpdateItem brands'],
  'pictures.all': ['Query brands'],
  'pictures.names': ['Query brands'],
  'pictures.put': ['Query brands', 'BatchWriteItem brands'],
  'pictures.remove': ['Query brands', 'BatchWriteItem brands'],
  'products.put': ['BatchGetItem brands', 'Query brands', 'UpdateItem brands', 'BatchWriteItem brands'],
  'products.remove': ['BatchGetItem brands', 'UpdateItem brands', 'BatchWriteItem brands'],
  'products.imported': ['Query brands'],
  'products.page': ['Query brands'],
  'listings.get': ['GetItem listings'],
  'listings.getMany': ['BatchGetItem listings'],
  'listings.putMany': ['UpdateItem listings'],
  'listings.putVerdict': ['UpdateItem listings'],
  'listings.getScanPage': ['GetItem listings'],
  'listings.putScanPage': ['PutItem listings'],
  'listings.scanPagesAfter': ['Query listings/scans-by-brand'],
  'listings.scanPages': ['Query listings/scans-by-brand'],
  'cases.open': ['PutItem cases', 'GetItem cases'],
  'cases.get': ['GetItem cases'],
  'cases.latestFor': ['Query cases'],
  'cases.transition': ['UpdateItem cases', 'GetItem cases'],
  'cases.update': ['UpdateItem cases', 'GetItem cases'],
  'cases.byBrand': ['Query cases/by-brand', 'BatchGetItem cases'],
  'cases.countByState': ['Query cases/by-brand'],
  'cases.bySeller': ['Query cases/by-seller', 'BatchGetItem cases'],
  'cases.dueForCheck': ['Query cases/check-due', 'BatchGetItem cases'],
  'cases.putNotice': ['PutItem cases'],
  'cases.getNotice': ['GetItem cases'],
  'cases.sentSince': ['Query cases/sent'],
  'cases.enterReview': [
    'GetItem cases',
    'Query cases/by-brand',
    'BatchGetItem cases',
    'UpdateItem cases',
    'PutItem cases',
  ],
  'cases.reviewQueue': ['Query cases/review'],
  'caseLists.byState': ['Query cases/by-brand'],
  'caseLists.ofSeller': ['Query cases/by-seller'],
  'caseLists.byWorth': ['Query cases/review'],
  'caseLists.pictured': ['Query cases/pictures'],
  'cases.getMany': ['BatchGetItem cases'],
  'cases.newest': ['Query cases/by-brand', 'BatchGetItem cases'],
  'cases.addOpinion': ['UpdateItem cases'],
  'cases.linkFrom': ['UpdateItem cases'],
  'cases.sealCapture': ['UpdateItem cases', 'GetItem cases'],
  'cases.noteFailedCapture': ['UpdateItem cases'],
  'models.promoted': ['GetItem brands'],
  'models.promote': ['GetItem brands', 'PutItem brands'],
  'models.putVersion': ['GetItem brands', 'PutItem brands'],
  'models.versions': ['Query brands'],
  'models.stored': ['GetItem brands'],
  'models.pin': ['GetItem brands', 'PutItem brands'],
  'models.unpin': ['UpdateItem brands'],
  'models.putReport': ['PutItem brands'],
  'models.report': ['GetItem brands'],
  'models.putExpediting': ['PutItem brands'],
  'models.expediting': ['GetItem brands'],
  'translations.get': ['GetItem cases'],
  'translations.put': ['PutItem cases'],
  'quotas.take': ['UpdateItem cases', 'GetItem cases'],
  'alerts.claim': ['UpdateItem cases'],
  'alerts.confirm': ['UpdateItem cases'],
  'alerts.giveUp': ['UpdateItem cases'],
  'alerts.keep': ['PutItem cases'],
  'alerts.keptBefore': ['Query cases'],
  'alerts.drop': ['DeleteItem cases'],
  'quotas.add': ['UpdateItem cases', 'GetItem cases'],
  'notices.create': ['PutItem cases', 'GetItem cases'],
  'notices.get': ['GetItem cases'],
  'notices.write': ['PutItem cases', 'GetItem cases'],
  'notices.addTarget': ['PutItem cases', 'GetItem cases'],
  'notices.getTarget': ['GetItem cases'],
  'notices.writeTarget': ['PutItem cases', 'GetItem cases'],
  'notices.targetsOf': ['Query cases'],
  'notices.batch': ['GetItem cases'],
  'notices.nextBatch': ['PutItem cases', 'GetItem cases'],
  'notices.claimOnce': ['PutItem cases', 'GetItem cases'],
  'notices.takeOverOnce': ['PutItem cases', 'GetItem cases'],
  'notices.eventsOf': ['Query cases'],
  'notices.byBrand': ['Query cases/by-brand', 'BatchGetItem cases'],
  'notices.changesInState': ['Query cases/by-brand'],
  'notices.due': ['Query cases/check-due', 'BatchGetItem cases'],
  'notices.sentSince': ['Query cases/sent'],
  'notices.openTask': ['GetItem cases', 'PutItem cases'],
  'notices.writeTask': ['PutItem cases', 'GetItem cases'],
  'notices.getTask': ['GetItem cases'],
  'notices.openTasks': ['Query cases'],
  'notices.finishTask': ['PutItem cases', 'DeleteItem cases'],
  'webhooks.get': ['GetItem cases'],
  'webhooks.put': ['PutItem cases'],
  'webhooks.remove': ['DeleteItem cases'],
  'webhooks.noteDelivery': ['UpdateItem cases'],
  'requests.claim': ['PutItem cases', 'GetItem cases'],
  'requests.keep': ['UpdateItem cases'],
  'requests.release': ['DeleteItem cases'],
  'reportLinks.put': ['PutItem cases'],
  'reportLinks.get': ['GetItem cases'],
  'rollUps.rolledTo': ['GetItem cases'],
  'rollUps.rollUps': ['Query cases'],
  'rollUps.put': ['UpdateItem cases'],
  'rollUps.setRolledTo': ['PutItem cases'],
  'rollUps.shownTo': ['GetItem cases'],
  'rollUps.putShown': ['UpdateItem cases'],
  'rollUps.setShownTo': ['PutItem cases'],
  'rollUps.rebuild': ['GetItem cases'],
  'rollUps.setRebuild': ['PutItem cases'],
  'rollUps.beginRebuild': ['PutItem cases'],
  'rollUps.running': ['GetItem cases'],
  'rollUps.keepRunning': ['PutItem cases'],
  'rollUps.eachChangedSince': ['Query cases/by-brand', 'BatchGetItem cases'],
  'sellerOffers.of': ['Query cases'],
  'sellerOffers.put': ['PutItem cases'],
  'sellerRecords.get': ['GetItem cases'],
  'sellerRecords.change': ['GetItem cases', 'PutItem cases'],
  'storeFiles.get': ['GetItem cases'],
  'storeFiles.write': ['PutItem cases'],
  'storeFiles.due': ['Query cases/check-due', 'BatchGetItem cases'],
  'storeFiles.byBrand': ['Query cases/by-brand', 'BatchGetItem cases'],
  'switches.stopping': ['BatchGetItem cases'],
  'switches.stop': ['PutItem cases'],
  'switches.release': ['DeleteItem cases'],
  'switches.list': ['Query cases'],
  'people.get': ['Query people'],
  'people.visitor': ['Query people'],
  'people.putLastDecision': ['PutItem people'],
  'people.putStay': ['PutItem people'],
  'people.profile': ['GetItem people'],
  'people.putProfile': ['PutItem people'],
  'people.putMembership': ['PutItem people'],
  'people.removeMembership': ['DeleteItem people'],
  'people.ofBrand': ['Query people/by-brand'],
  'people.openSession': ['PutItem people'],
  'people.renewSession': ['UpdateItem people'],
  'people.endSession': ['DeleteItem people'],
  'audit.append': ['PutItem audit'],
  'audit.page': ['Query audit'],
  'pace.waitForSlot': ['GetItem pace', 'UpdateItem pace'],
  'archive.get': ['GetObject Pages', 'ListBucket Pages'],
  'archive.put': ['PutObject Pages'],
  'feeds.waiting': ['ListBucket Pages'],
  'feeds.read': ['GetObject Pages', 'ListBucket Pages'],
  'feeds.isSettled': ['GetObject Pages', 'ListBucket Pages'],
  'feeds.settle': ['PutObject Pages'],
  'uploads.start': ['PutObject Pages'],
  'uploads.take': ['GetObject Pages', 'ListBucket Pages'],
  'evidence.get': ['GetObject Evidence', 'ListBucket Evidence'],
  'packets.has': ['GetObject Evidence', 'ListBucket Evidence'],
  'packets.put': ['PutObject Evidence'],
  'evidenceLinks.linkTo': ['GetObject Evidence', 'ListBucket Evidence'],
  'reports.put': ['PutObject Pages'],
  'reportFiles.linkTo': ['GetObject Pages', 'ListBucket Pages'],
  'documents.start': ['PutObject Evidence'],
  'documents.keep': ['PutObject Evidence'],
  'documents.check': ['GetObject Evidence', 'ListBucket Evidence'],
  'evidence.verify': ['GetObject Evidence', 'ListBucket Evidence'],
  'evidence.put': ['PutObject Evidence'],
  'renderedPages.get': ['GetObject Pages', 'ListBucket Pages'],
  'renderedPages.put': ['PutObject Pages'],
};

const { data, pipeline } = synthesised({ stage: 'prod' });

/** The store methods called in what is left of the function's code after tree shaking. */
async function needsOf(name: string): Promise<string[]> {
  const { outputFiles } = await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [`functions/${name}/handler.ts`],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    external: ['#shared/stores/*'],
  });
  // A bundler numbers names that several modules use: `cases2.get(`.
  const calls = outputFiles[0]!.text.matchAll(/\b([a-z]+)\d*\??\.(\w+)\(/gi);
  return [...new Set([...calls].flatMap((call) => NEEDS[`${call[1]}.${call[2]}`] ?? []))].sort();
}

/** What the function's role allows, in the same words. */
function grantsOf(name: string): string[] {
  const lambda = ofType(pipeline, 'AWS::Lambda::Function').find(({ Properties: { Tags } }) =>
    Tags.some(({ Key, Value }: Properties) => Key === 'function' && Value === name),
  )!;
  const policy = ofType(pipeline, 'AWS::IAM::Policy').find(
    ({ Properties: { Roles } }) => referenced(Roles[0]) === referenced(lambda.Properties.Role),
  )!;
  const statements: Properties[] = policy.Properties.PolicyDocument.Statement;
  const granted = statements.flatMap(({ Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action: string) => [Resource].flat().map((resource: unknown) => `${action} ${placeOf(resource)}`)),
  );
  return [
    ...new Set(granted.filter((grant) => /^(dynamodb|s3):/.test(grant)).map((grant) => grant.replace(/^\w+:/, ''))),
  ].sort();
}

function placeOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  const table = /GetAtt(\w+)Table[0-9A-F]{8}/.exec(text)?.[1]?.toLowerCase();
  const index = /\/index\/([\w-]+)/.exec(text)?.[1];
  if (table) return index ? `${table}/${index}` : table;
  return /GetAtt(\w+)Bucket[0-9A-F]{8}/.exec(text)?.[1] ?? text;
}

describe('the rights to data', () => {
  it('are known for every method of every store', () => {
    const methods = readdirSync(join(PROJECT_ROOT, 'shared/stores'))
      .map((file) => /^([\w-]+)-store\.ts$/.exec(file)?.[1])
      .filter((store) => store !== undefined && store !== 'pace')
      .flatMap((store) => {
        const source = readFileSync(join(PROJECT_ROOT, `shared/stores/${store}-store.ts`), 'utf8');
        const [, body] = new RegExp(
          `export type ${store!.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Store = {([\\s\\S]*?)^};`,
          'm',
        ).exec(source)!;
        const name = store!.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        const variable = /^(people|audit)$/.test(name) ? name : `${name}${name === 'switch' ? 'es' : 's'}`;
        return [...body!.matchAll(/^ {2}(\w+): \(/gm)].map((method) => `${variable}.${method[1]}`);
      });

    expect(methods.length).toBeGreaterThan(25);
    expect(Object.keys(NEEDS)).toEqual(expect.arrayContaining(methods));
  });

  it.each(functionNames())('of %s are what its code calls for, no less and no more', async (name) => {
    expect(grantsOf(name)).toEqual(await needsOf(name));
  });

  it('are read correctly from the template', () => {
    const tables = ofType(data, 'AWS::DynamoDB::Table').map(({ id }: Resource) => id);

    expect(tables).toHaveLength(6);
    expect(grantsOf('dispatch')).toEqual([
      'GetItem listings',
      'ListBucket Pages',
      'PutItem listings',
      'Query brands/due',
      'UpdateItem brands',
    ]);
  });
});
