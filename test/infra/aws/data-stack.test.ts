import { describe, expect, it } from 'vitest';
import { TABLE_DEFINITIONS } from '#shared/stores/table-definitions.ts';
import baseline from './data-stack.baseline.json' with { type: 'json' };
import { ofType, type Properties, type Resource, synthesised } from './synthesised-stacks.ts';

const { data, pipeline } = synthesised({ stage: 'prod' });
const tables = ofType(data, 'AWS::DynamoDB::Table');
const buckets = ofType(data, 'AWS::S3::Bucket');
const bucket = (id: string): Resource => buckets.find((candidate) => candidate.id.startsWith(id))!;

describe('the data stack', () => {
  it('keeps the logical ids of everything with content: a changed id is an emptied table', () => {
    const withContent = data.filter(({ Type }) => !Type.endsWith('Policy')).map(({ id, Type }) => [id, Type]);

    expect(Object.fromEntries(withContent)).toEqual({
      BrandsTable8AE69E98: 'AWS::DynamoDB::Table',
      ListingsTable615BFF8C: 'AWS::DynamoDB::Table',
      CasesTable7FA77C7D: 'AWS::DynamoDB::Table',
      PeopleTable42ECE6FB: 'AWS::DynamoDB::Table',
      AuditTable18A3095C: 'AWS::DynamoDB::Table',
      SignInPoolFD298EFA: 'AWS::Cognito::UserPool',
      SignInPoolDomain8B2A7811: 'AWS::Cognito::UserPoolDomain',
      PaceTableCDF32162: 'AWS::DynamoDB::Table',
      AccessLogs8B620ECA: 'AWS::S3::Bucket',
      PagesBucket1F9960AC: 'AWS::S3::Bucket',
      EvidenceBucketC67FF768: 'AWS::S3::Bucket',
      ChannelSecretC93805EE: 'AWS::SecretsManager::Secret',
      ApiSecret852BEBBB: 'AWS::SecretsManager::Secret',
      WebhookSecretF21E29CC: 'AWS::SecretsManager::Secret',
    });
  });

  // The baseline is of commit 2375a72. CloudFormation replaces a resource whose type or one of these properties changes.
  it.each(Object.entries(baseline.resources))('never replaces %s', (id, before) => {
    const now = data.find((resource) => resource.id === id);
    const replacing = ['TableName', 'KeySchema', 'BucketName', 'ObjectLockEnabled', 'Name'];
    const fixed = Object.entries(now?.Properties ?? {}).filter(([name]) => replacing.includes(name));
    expect({ Type: now?.Type, Properties: Object.fromEntries(fixed) }).toEqual({
      Type: before.Type,
      Properties: before.Properties,
    });
  });

  it('keeps what a proxy wants to know as a secret, for those who fetch, where there is a proxy', () => {
    const { data: proxied, pipeline: functions } = synthesised({
      stage: 'prod',
      httpsProxy: 'http://proxy.example:8080',
    });
    expect(ofType(proxied, 'AWS::SecretsManager::Secret').map(({ id }) => id.slice(0, -8))).toContain('ProxySecret');
    const variables = ofType(functions, 'AWS::Lambda::Function').map(
      ({ Properties }) => Properties.Environment.Variables,
    );
    const fetching = variables.filter(({ HTTPS_PROXY }) => HTTPS_PROXY !== undefined);
    expect(fetching.length).toBeGreaterThan(5);
    for (const each of fetching) expect(each).toHaveProperty('PROXY_SECRET_ARN');
  });

  it('survives its own deletion', () => {
    for (const resource of data.filter(({ Type }) => !Type.endsWith('Policy'))) {
      expect(resource, resource.id).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('can go back to any second of the last weeks, and expires what carries an end', () => {
    for (const { Properties: table } of tables) {
      expect(table.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
      expect(table.BillingMode).toBe('PAY_PER_REQUEST');
    }
  });

  it('has the indexes that the stores query', () => {
    for (const [name, { indexes }] of Object.entries(TABLE_DEFINITIONS)) {
      const table = tables.find(({ id }) => id.toLowerCase().startsWith(name))!.Properties;
      const made = (table.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }: Properties) => ({
        name: IndexName,
        partitionKey: KeySchema[0].AttributeName,
        sortKey: KeySchema[1].AttributeName,
        projection:
          Projection.ProjectionType === 'KEYS_ONLY'
            ? 'KEYS'
            : (Projection.NonKeyAttributes ?? Projection.ProjectionType),
      }));

      expect(made).toEqual(indexes);
    }
  });

  it('lets nobody in from outside, and encrypts', () => {
    for (const { Properties: each } of buckets) {
      expect(each.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(
        each.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm,
      ).toBe('AES256');
    }
  });

  it('forgets pages after 30 days and keeps every version of evidence for seven years, locked for the first', () => {
    const expiries = (each: Resource) =>
      each.Properties.LifecycleConfiguration.Rules.flatMap((rule: Properties) => rule.ExpirationInDays ?? []);
    const evidence = bucket('Evidence');

    expect(expiries(bucket('Pages'))).toEqual([30]);
    expect(expiries(evidence)).toEqual([2555]);
    expect(evidence.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(evidence.Properties.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({
      Mode: 'GOVERNANCE',
      Days: 365,
    });
  });

  it('records who read evidence and pages', () => {
    for (const id of ['Pages', 'Evidence']) {
      expect(bucket(id).Properties.LoggingConfiguration.DestinationBucketName).toEqual({
        Ref: bucket('AccessLogs').id,
      });
    }
  });
});

describe('both stacks', () => {
  const NAMES = [
    'TableName',
    'BucketName',
    'QueueName',
    'TopicName',
    'FunctionName',
    'RoleName',
    'LogGroupName',
    'AlarmName',
  ];
  const owners = [...data, ...pipeline].filter(
    ({ Type }) => !/EventSourceMapping|EventInvokeConfig|Permission/.test(Type),
  );

  it('leave naming to CloudFormation, so that a resource can be replaced', () => {
    for (const { id, Properties: properties } of owners) {
      for (const name of NAMES) expect(properties, id).not.toHaveProperty(name);
    }
  });

  it('tag what can be tagged with project and stage', () => {
    const tagged = [...data, ...pipeline].filter(({ Properties: { Tags } }) => Array.isArray(Tags));

    expect(tagged.length).toBeGreaterThan(40);
    for (const {
      Properties: { Tags },
    } of tagged) {
      expect(Tags).toEqual(
        expect.arrayContaining([
          { Key: 'project', Value: 'markwarden' },
          { Key: 'stage', Value: 'prod' },
        ]),
      );
    }
  });
});
