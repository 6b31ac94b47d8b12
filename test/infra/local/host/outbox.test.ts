import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '#infra/local/host/local-credentials.ts';
import { createMailer } from '#shared/messaging/mailer.ts';
import { createVenueAccountSecrets } from '#shared/messaging/venue-account-secrets.ts';
import { aHost } from './a-host.ts';
import { aDirectory, aFunction, recording } from './an-assembly.ts';

it('keeps what was published to e-mail subscribers in the outbox, which browsers get as a page', async () => {
  await using test = await aHost({ Lonely: aFunction('Lonely') }, { Lonely: recording() });
  const sns = new SNSClient({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.messaging });
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'brand-nordhavn' }));
  for (const Endpoint of ['jane@nordhavn.example', 'li@nordhavn.example']) {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint }));
  }

  await sns.send(new PublishCommand({ TopicArn, Subject: 'Removed', Message: 'Two lines,\n\nand a blank one.' }));

  const shown = await (await fetch(`${test.host.url}/outbox`)).json();
  expect(shown).toMatchObject([
    {
      topic: 'brand-nordhavn',
      to: ['jane@nordhavn.example', 'li@nordhavn.example'],
      subject: 'Removed',
      body: 'Two lines,\n\nand a blank one.',
    },
  ]);

  const FilterPolicy = JSON.stringify({ to: ['everybody', 'bo@nordhavn.example'] });
  const bo = { TopicArn, Protocol: 'email', Endpoint: 'bo@nordhavn.example', Attributes: { FilterPolicy } };
  await sns.send(new SubscribeCommand(bo));
  const to = (StringValue: string) => ({ to: { DataType: 'String', StringValue } });
  await sns.send(new PublishCommand({ TopicArn, Message: 'for Li', MessageAttributes: to('li@nordhavn.example') }));
  await sns.send(new PublishCommand({ TopicArn, Message: 'for Bo', MessageAttributes: to('bo@nordhavn.example') }));
  const mails = test.host.outbox();
  const toBo = mails.filter((mail) => mail.to.includes('bo@nordhavn.example')).map(({ body }) => body);
  expect(toBo).toEqual(['for Bo']);

  await sns.send(new PublishCommand({ TopicArn, Subject: 'Found', Message: 'Seller <script>alert(1)</script>' }));
  const page = await (await fetch(`${test.host.url}/outbox`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('Seller &lt;script&gt;');
  expect(page).not.toContain('<script>');
  expect(page.indexOf('Found')).toBeLessThan(page.indexOf('Removed'));
});

it('keeps what was mailed through SES in the same outbox, and as a file that a mail program opens', async () => {
  await using test = await aHost({ Lonely: aFunction('Lonely') }, { Lonely: recording() });
  const mailer = createMailer(
    new SESv2Client({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.aws, maxAttempts: 1 }),
    'notices@nordhavn.example',
  );
  const raw = Buffer.from('From: notices@nordhavn.example\r\nSubject: =?UTF-8?Q?R=C3=A9plica?=\r\n\r\nOne line.\r\n');
  const message = { raw, to: ['desk@venue.example'], cc: ['jane@nordhavn.example'], reference: 'MW-1' };
  expect(await mailer.send(message)).toMatchObject({ status: 'taken', messageId: expect.stringMatching(/./) });
  expect(test.host.outbox()).toMatchObject([
    { to: ['desk@venue.example', 'jane@nordhavn.example'], subject: 'Réplica', body: 'One line.' },
  ]);
});

it('keeps what a function renews in an account that a person has made, and makes none itself', async () => {
  using state = aDirectory();
  const lonely = { Lonely: aFunction('Lonely') };
  await using test = await aHost(lonely, { Lonely: recording() }, { stateDirectory: state.path });
  const client = new SecretsManagerClient({ ...LOCAL_CREDENTIALS, endpoint: test.host.endpoints.aws });
  const accounts = createVenueAccountSecrets(client, 'markwarden-local/venue-accounts');
  expect(await accounts.read('cloudflare', 'nordhavn')).toBeUndefined();
  await expect(accounts.write('cloudflare', 'nordhavn', {})).rejects.toThrow('no secret');
  const file = path.join(state.path, 'venue-accounts.json');
  writeFileSync(file, JSON.stringify({ 'markwarden-local/venue-accounts/cloudflare/nordhavn': { token: 'a' } }));
  expect(await accounts.read('cloudflare', 'nordhavn')).toEqual({ token: 'a' });
  await accounts.write('cloudflare', 'nordhavn', { token: 'b' });
  expect(await accounts.read('cloudflare', 'nordhavn')).toEqual({ token: 'b' });
});
