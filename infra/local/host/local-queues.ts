import { SQSClient } from '@aws-sdk/client-sqs';
import { LOCAL_CREDENTIALS } from './local-credentials.ts';

/** SQS of the host whose messaging answers there. */
export const localQueues = (endpoint: string) => new SQSClient({ ...LOCAL_CREDENTIALS, endpoint });
