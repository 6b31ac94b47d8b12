import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readApiCredentials } from '#shared/messaging/api-credentials.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

/** Answers as Secrets Manager does. */
let server: TestServer;
let secretString: string | undefined;
let client: SecretsManagerClient;
beforeAll(async () => {
  server = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ Name: 'apis', SecretString: secretString }));
  });
  client = new SecretsManagerClient({ endpoint: server.origin, maxAttempts: 1 });
});
afterAll(() => server.stop());

it('reads what each marketplace gave, and nothing from an empty secret', async () => {
  secretString = JSON.stringify({ ebay: { clientId: 'id', clientSecret: 'secret' } });
  expect(await readApiCredentials(client, 'arn')).toEqual({ ebay: { clientId: 'id', clientSecret: 'secret' } });
  for (const empty of ['{}', undefined]) {
    secretString = empty;
    expect(await readApiCredentials(client, 'arn')).toEqual({});
  }
});

it('refuses what is no set of names and values', async () => {
  for (const wrong of ['{"ebay":"secret"}', '{"ebay":{"clientId":""}}', 'not json']) {
    secretString = wrong;
    await expect(readApiCredentials(client, 'arn')).rejects.toThrow();
  }
});
