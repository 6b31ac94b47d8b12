import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterEach, expect, it } from 'vitest';
import { resourcesOf } from '#infra/smoke/on-aws/stack-resources.ts';
import { startServer, type TestServer } from '#test/support/http-server.ts';

let server: TestServer | undefined;
afterEach(() => server?.stop());

/** CloudFormation as far as it is asked, over HTTP, so that its SDK reads the answers: of each stack one table and one that was only planned, or an error. */
async function formation(stacks: Record<string, 'made' | 'Throttling'>): Promise<CloudFormationClient> {
  server = await startServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const name = new URLSearchParams(body).get('StackName')!;
    response.setHeader('content-type', 'text/xml');
    if (stacks[name] === 'made') {
      const table = `<member><ResourceType>AWS::DynamoDB::Table</ResourceType><LogicalResourceId>Cases</LogicalResourceId><PhysicalResourceId>${name}-cases</PhysicalResourceId></member><member><ResourceType>AWS::DynamoDB::Table</ResourceType><LogicalResourceId>Planned</LogicalResourceId></member>`;
      response.end(
        `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${table}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`,
      );
      return;
    }
    const [code, message] = stacks[name]
      ? [stacks[name], 'Rate exceeded']
      : ['ValidationError', `Stack with id ${name} does not exist`];
    response.statusCode = 400;
    response.end(`<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new CloudFormationClient({ endpoint: server.origin, region: 'eu-west-1', credentials, maxAttempts: 1 });
}

it('finds what the first stacks left when the deployment ended before the last', async () => {
  const made = await resourcesOf(await formation({ data: 'made', smoke: 'made' }), ['data', 'smoke', 'pipeline']);
  expect(made.map(({ physicalId }) => physicalId)).toEqual(['data-cases', 'smoke-cases']);
});

it('does not take a stack that it cannot be told of for one that does not exist', async () => {
  const client = await formation({ data: 'made', pipeline: 'Throttling' });
  await expect(resourcesOf(client, ['data', 'pipeline'])).rejects.toThrow('Rate exceeded');
});
