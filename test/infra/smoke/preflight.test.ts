import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { preflight } from '#infra/smoke/on-aws/preflight.ts';
import { startServer, type TestServer } from '#test/support/http-server.ts';

type Account = { stacks?: string[]; atOnce?: number; refuses?: string };

let server: TestServer | undefined;
afterEach(() => server?.stop());

/** The two services as far as they are asked, over HTTP, so that the SDK's own errors are what is read. */
async function anAccount(
  { stacks = ['CDKToolkit'], atOnce = 1000, refuses }: Account,
  region: string | null = 'eu-west-1',
) {
  server = await startServer(async (request, response) => {
    if (request.url?.includes('account-settings')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ AccountLimit: { UnreservedConcurrentExecutions: atOnce } }));
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    const name = new URLSearchParams(body).get('StackName')!;
    response.setHeader('content-type', 'text/xml');
    if (refuses || !stacks.includes(name)) {
      const [code, message] = refuses
        ? [refuses, 'refused']
        : ['ValidationError', `Stack with id ${name} does not exist`];
      response.statusCode = 400;
      response.end(`<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
      return;
    }
    response.end(
      `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
  });
  const settings = {
    endpoint: server.origin,
    region: region === null ? () => Promise.reject(new Error('Region is missing')) : region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  return {
    formation: new CloudFormationClient(settings),
    lambda: new LambdaClient(settings),
    stage: 'dev',
    email: 'ops@example.com' as string | undefined,
  };
}

describe('before anything is deployed', () => {
  it('an account that can take it is let through, by its region', async () => {
    expect(await preflight(await anAccount({}))).toBe('eu-west-1');
  });

  it.each<[string, Account, RegExp]>([
    ['credentials that have run out', { refuses: 'ExpiredToken' }, /^AWS refuses these credentials \(\w+\)\. Sign in/],
    ['credentials that may do nothing', { refuses: 'AccessDenied' }, /^AWS refuses these credentials/],
    [
      'a region without the bootstrap',
      { stacks: [] },
      /^eu-west-1 is not bootstrapped for the CDK\. Run: npx cdk bootstrap$/,
    ],
    [
      'a stage that somebody uses already',
      { stacks: ['CDKToolkit', 'markwarden-dev-data'] },
      /^markwarden-dev-data is there already, .* Use another account/,
    ],
    ['a young account', { atOnce: 10 }, /^Lambda runs at most 10 functions at once in this account, 20 are needed/],
  ])('%s is told in one line with the next step', async (_, account, line) => {
    const error = (await preflight(await anAccount(account)).catch((each: Error) => each)) as Error;
    expect(error.name).toBe('UsageError');
    expect(error.message).toMatch(line);
    expect(error.message).not.toContain('\n');
  });

  it('so are no region, no credentials and nobody to ring for', async () => {
    const account = await anAccount({});
    const nowhere = await anAccount({}, null);
    await expect(preflight({ ...nowhere })).rejects.toThrow('export AWS_REGION=');
    await expect(preflight({ ...account, email: undefined })).rejects.toThrow('Add --email');
    await expect(preflight({ ...account, email: 'nobody' })).rejects.toThrow('Add --email');
    const nobody = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
    const formation = new CloudFormationClient({ region: 'eu-west-1', credentials: () => Promise.reject(nobody) });
    await expect(preflight({ ...account, formation })).rejects.toThrow('No AWS credentials are found');
  });
});
