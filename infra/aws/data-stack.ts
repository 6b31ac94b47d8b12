import { ArnFormat, Duration, RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { Bucket, ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import { DataBucket, PRIVATE } from './constructs/bucket.ts';
import type { NodeFunction } from './constructs/node-function.ts';
import { DataTable } from './constructs/table.ts';
import { People } from './constructs/user-pool.ts';

/** Everything that must outlive a deployment: removing the stack leaves it all in the account. */
export class DataStack extends Stack {
  readonly brands: DataTable;
  readonly listings: DataTable;
  readonly cases: DataTable;
  readonly peopleTable: DataTable;
  readonly audit: DataTable;
  readonly people: People;
  readonly pace: DataTable;
  readonly pages: DataBucket;
  readonly evidence: DataBucket;
  /** JSON: the key that signs webhook notices, per venue. */
  readonly channelSecret: Secret;
  /** JSON: what a venue gave for its search API, per marketplace. */
  readonly apiSecret: Secret;
  /** JSON: what the proxy wants to know; only where there is a proxy. */
  readonly proxySecret: Secret | undefined;
  /** JSON: the key that keys of brands' webhooks are derived from. */
  readonly webhookSecret: Secret;

  readonly #stage: string;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    const { deletionProtection } = deployment;
    super(scope, id, {
      description: 'Markwarden: brands, listings, cases, evidence',
      terminationProtection: deletionProtection,
    });
    this.#stage = deployment.stage;
    this.brands = new DataTable(this, 'Brands', { name: 'brands', deletionProtection });
    this.listings = new DataTable(this, 'Listings', { name: 'listings', deletionProtection });
    this.cases = new DataTable(this, 'Cases', { name: 'cases', deletionProtection });
    this.peopleTable = new DataTable(this, 'People', { name: 'people', deletionProtection });
    this.audit = new DataTable(this, 'Audit', { name: 'audit', deletionProtection });
    this.people = new People(this, 'SignIn', deployment);
    this.pace = new DataTable(this, 'Pace', { name: 'pace', deletionProtection: false });

    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...PRIVATE,
      lifecycleRules: [{ expiration: Duration.days(deployment.logsKeptDays) }],
    });
    this.pages = new DataBucket(this, 'Pages', {
      nameVariable: 'PAGES_BUCKET',
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'pages/',
      lifecycleRules: [{ expiration: Duration.days(deployment.pagesKeptDays) }, ABANDONED_UPLOADS],
    });
    this.evidence = new DataBucket(this, 'Evidence', {
      nameVariable: 'EVIDENCE_BUCKET',
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'evidence/',
      versioned: true,
      // Governance, not compliance: a court or a data-protection request must still be able to have something deleted.
      objectLockDefaultRetention: deployment.evidenceLockedDays
        ? ObjectLockRetention.governance(Duration.days(deployment.evidenceLockedDays))
        : undefined,
      lifecycleRules: [
        {
          expiration: Duration.days(deployment.evidenceKeptDays),
          noncurrentVersionExpiration: Duration.days(deployment.evidenceKeptDays),
          transitions: [{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) }],
        },
        ABANDONED_UPLOADS,
      ],
    });

    this.channelSecret = this.secret('ChannelSecret', 'webhook signing keys, one per venue');
    this.webhookSecret = this.generatedKey('WebhookSecret', "the key that keys of brands' webhooks are derived from");
    this.apiSecret = this.secret('ApiSecret', 'credentials of search APIs, one object per marketplace');
    this.proxySecret = deployment.httpsProxy ? this.secret('ProxySecret', 'user and password of the proxy') : undefined;
  }

  letReadChannelSecret(target: NodeFunction): void {
    target.addEnvironment('CHANNEL_SECRET_ARN', this.channelSecret.secretArn);
    target.allow(['secretsmanager:GetSecretValue'], [this.channelSecret.secretArn]);
  }

  /** One secret for each programme and brand, which people make and functions renew the tokens in. */
  letUseVenueAccounts(target: NodeFunction): void {
    const prefix = `markwarden-${this.#stage}/venue-accounts`;
    target.addEnvironment('VENUE_ACCOUNTS', prefix);
    target.allowMatching({
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
      resources: Stack.of(this).formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: `${prefix}/*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      reason: 'Brands get accounts at venues at run time; only those of this stage match.',
    });
  }

  letReadWebhookSecret(target: NodeFunction): void {
    target.addEnvironment('WEBHOOK_SECRET_ARN', this.webhookSecret.secretArn);
    target.allow(['secretsmanager:GetSecretValue'], [this.webhookSecret.secretArn]);
  }

  letReadApiSecret(target: NodeFunction): void {
    target.addEnvironment('API_SECRET_ARN', this.apiSecret.secretArn);
    target.allow(['secretsmanager:GetSecretValue'], [this.apiSecret.secretArn]);
  }

  letReadProxySecret(target: NodeFunction): void {
    if (!this.proxySecret) return;
    target.addEnvironment('PROXY_SECRET_ARN', this.proxySecret.secretArn);
    target.allow(['secretsmanager:GetSecretValue'], [this.proxySecret.secretArn]);
  }

  private generatedKey(id: string, content: string): Secret {
    const secret = new Secret(this, id, {
      description: `Markwarden: ${content}`,
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'key', passwordLength: 64 },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Another key would end every signature that receivers check: each brand rotates its own, with a day of both.',
    });
    return secret;
  }

  private secret(id: string, content: string): Secret {
    const secret = new Secret(this, id, {
      description: `Markwarden: JSON object of ${content}`,
      secretStringValue: SecretValue.unsafePlainText('{}'), // nothing yet; the operator writes it (docs/deploy.md)
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Each key is agreed with a venue; changing only our side would break it, so it is changed by hand.',
    });
    return secret;
  }
}

const ABANDONED_UPLOADS = { abortIncompleteMultipartUploadAfter: Duration.days(1) };
