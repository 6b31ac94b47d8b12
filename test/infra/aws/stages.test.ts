import { describe, expect, it } from 'vitest';
import { DeploymentContext, deploymentOf } from '#infra/aws/config.ts';
import { ofType, type Resource, synthesised } from './synthesised-stacks.ts';

describe('the context', () => {
  it('is a development stage that sends nothing unless told otherwise', () => {
    expect(deploymentOf(DeploymentContext.parse({}))).toMatchObject({ stage: 'dev', sendingEnabled: false });
  });

  it('lets notices leave in production only when it says so, in the words that a command line can say', () => {
    const sending = (context: object) =>
      deploymentOf(DeploymentContext.parse({ stage: 'prod', ...context })).sendingEnabled;

    expect(sending({})).toBe(false);
    expect(sending({ sendingEnabled: 'true' })).toBe(true);
    expect(sending({ sendingEnabled: 'false' })).toBe(false);
    expect(sending({ sendingEnabled: true })).toBe(true);
  });

  it('refuses a stage or an address that does not exist', () => {
    expect(() => DeploymentContext.parse({ stage: 'production' })).toThrow(/stage/);
    expect(() => DeploymentContext.parse({ opsEmail: 'nobody' })).toThrow(/opsEmail/);
  });
});

describe('the local stage', () => {
  it('is wired as production is: same queues, triggers, schedules, routes and rights', () => {
    const WIRING = [
      'SQS::Queue',
      'Lambda::EventSourceMapping',
      'Scheduler::Schedule',
      'ApiGatewayV2::Route',
      'IAM::Policy',
    ];
    const wiring = (stage: 'local' | 'prod') => {
      // Production mails notices once somebody has set up an address; the local stage always does.
      const { pipeline } = synthesised({
        stage,
        noticeSender: 'notices@markwarden.example',
        translator: 'amazon-translate',
      });
      const wired = WIRING.flatMap((type) => ofType(pipeline, `AWS::${type}`));
      return JSON.parse(JSON.stringify(wired.map(withoutSizes)).replaceAll(`markwarden-${stage}`, 'markwarden'));
    };

    const local = wiring('local');

    expect(local.length).toBeGreaterThan(30);
    expect(local).toEqual(wiring('prod'));
  });
});

/** Tags name the stage; how many work at once is the stages' to decide. */
function withoutSizes({ Type, Properties: { Tags: _tags, ScalingConfig: _size, ...properties } }: Resource) {
  return { Type, properties };
}
