import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

export type ObjectAction = 'GetObject' | 'PutObject';

/** Service-managed encryption: who may read is decided by one role per function, a key of ours would decide it a second time. */
export const PRIVATE: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** A private bucket that survives its stack. */
export class DataBucket extends Construct {
  readonly bucket: Bucket;
  readonly #nameVariable: string;

  constructor(scope: Construct, id: string, props: BucketProps & { nameVariable: string }) {
    super(scope, id);
    const { nameVariable, ...bucketProps } = props;
    this.#nameVariable = nameVariable;
    this.bucket = new Bucket(this, 'Bucket', { ...PRIVATE, ...bucketProps });
  }

  /** Lets the function see which objects there are, and tells it the bucket's name. */
  letList(target: NodeFunction): void {
    target.addEnvironment(this.#nameVariable, this.bucket.bucketName);
    target.allow(['s3:ListBucket'], [Stack.of(this).exportValue(this.bucket.bucketArn)]);
  }

  /** Lets the function do exactly this with the objects whose keys match, and tells it the bucket's name. */
  grant(target: NodeFunction, actions: readonly ObjectAction[], keys = '*'): void {
    target.addEnvironment(this.#nameVariable, this.bucket.bucketName);
    target.allowMatching({
      actions: actions.map((action) => `s3:${action}`),
      resources: `${Stack.of(this).exportValue(this.bucket.bucketArn)}/${keys}`,
      reason: 'Object keys come into being at run time. No deleting, no other bucket.',
    });
    // Without this right S3 answers "forbidden" instead of "no such key", and nobody could tell one from the other.
    if (actions.includes('GetObject'))
      target.allow(['s3:ListBucket'], [Stack.of(this).exportValue(this.bucket.bucketArn)]);
  }
}
