import { Validations } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { NodeFunction } from '#infra/aws/constructs/node-function.ts';
import { buildWithoutCode } from './synthesised-stacks.ts';

const findings = ({ app }: ReturnType<typeof buildWithoutCode>) =>
  new AwsSolutionsChecks(app).validateScope(app).violations;

/** Looked at and not changed: a test that changes something builds its own. */
const stages = { dev: buildWithoutCode({ stage: 'dev' }), prod: buildWithoutCode({ stage: 'prod' }) };

describe('the checks that a deployment must pass', () => {
  it.each(['dev', 'prod'] as const)('find nothing unacknowledged in %s (cdk-nag AwsSolutions)', (stage) => {
    expect(findings(stages[stage])).toEqual([]);
  });

  it('let the assembly through', () => {
    expect(() => stages.prod.app.synth()).not.toThrow();
  });

  it('would find a right too many', () => {
    const built = buildWithoutCode({ stage: 'prod' });
    const render = built.pipeline.node.findChild('Render') as NodeFunction;

    render.allow(['dynamodb:*'], ['*']);

    expect(findings(built).map(({ ruleName }) => ruleName)).toEqual([
      'AwsSolutions-IAM5[Action::dynamodb:*]',
      'AwsSolutions-IAM5[Resource::*]',
    ]);
  });

  it('stop a synthesis that CloudFormation would refuse', () => {
    const built = buildWithoutCode({ stage: 'prod' });
    new CfnQueue(built.pipeline, 'Impossible', { visibilityTimeout: 99_999_999 });

    expect(() => built.app.synth()).toThrow(/[Vv]alidation/);
  });

  it('are answered with few acknowledgements, each with its reason', () => {
    const acknowledged = stages.prod.app.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries<string>(data));
    const kinds = new Set(acknowledged.map(([id]) => id.replace(/^annotation::/i, '').replace(/\[.*/, '')));

    expect([...kinds].sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-IAM5',
      'AwsSolutions-SMG4',
      'AwsSolutions-SQS3',
    ]);
    for (const [id, reason] of acknowledged) expect(reason.length, id).toBeGreaterThan(40);
  });
});
