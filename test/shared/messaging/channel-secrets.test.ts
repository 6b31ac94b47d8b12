import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

/** Answers as Secrets Manager does. */
let server: TestServer;
let secretString: string | undefined;
let client: SecretsManagerClient;
beforeAll(async () => {
  server = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ Name: 'channels', SecretString: secretString }));
  });
  client = new SecretsManagerClient({ endpoint: server.origin, maxAttempts: 1 });
});
afterAll(() => server.stop());

it('reads one signing key per venue, and none from an empty secret', async () => {
  secretString = JSON.stringify({ bazaar: 'a-key-of-enough-length' });
  expect(await readChannelSecrets(client, 'arn')).toEqual({ bazaar: 'a-key-of-enough-length' });
  secretString = '{}';
  expect(await readChannelSecrets(client, 'arn')).toEqual({});
});

it('leaves out a key that is too short to protect anything, and not the others with it', async () => {
  secretString = JSON.stringify({ bazaar: 'short', other: 'a-key-of-enough-length', third: 7 });
  expect(await readChannelSecrets(client, 'arn')).toEqual({ other: 'a-key-of-enough-length' });
});

it('refuses what is not an object of keys', async () => {
  for (const wrong of ['["a-key-of-enough-length"]', 'not json']) {
    secretString = wrong;
    await expect(readChannelSecrets(client, 'arn')).rejects.toThrow();
  }
});
