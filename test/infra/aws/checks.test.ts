import { Validations } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { NodeFunction } from '#infra/aws/constructs/node-function.ts';
import { buildWithoutCode } from './synthesised-stacks.ts';

/** The rules that a synthesis was stopped for, each with its construct: "ERROR <what> (<plugin>)", where, how to acknowledge it. */
function refusals(synthesise: () => unknown): string[][] {
  try {
    synthesise();
    return [];
  } catch (error) {
    const blocks = (error as Error).message.split(/^(?=ERROR )/m).filter((text) => text.startsWith('ERROR '));
    return blocks
      .map((text) => [/::([\w-]+)'/.exec(text)?.[1] ?? text, /^ {3}(\S+)/m.exec(text)?.[1] ?? text])
      .toSorted();
  }
}

const findings = ({ app }: ReturnType<typeof buildWithoutCode>) =>
  new AwsSolutionsChecks(app).validateScope(app).violations;

/** Looked at and not changed: a test that changes something builds its own. */
const stages = { dev: buildWithoutCode({ stage: 'dev' }), prod: buildWithoutCode({ stage: 'prod' }) };

describe('the checks that a deployment must pass', () => {
  it.each(['dev', 'prod'] as const)('find nothing unacknowledged in %s (cdk-nag AwsSolutions)', (stage) => {
    expect(findings(stages[stage])).toEqual([]);
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

  // What they have against the assembly as it is would stand there too: loading CloudFormation's schemas twice takes seconds.
  it('stop a synthesis that CloudFormation would refuse, and have nothing else against it', () => {
    const built = buildWithoutCode({ stage: 'prod' });
    new CfnQueue(built.pipeline, 'Impossible', { visibilityTimeout: 99_999_999 });

    expect(refusals(() => built.app.synth())).toEqual([
      ['AwsSolutions-SQS3', 'markwarden-prod-pipeline/Impossible'],
      ['AwsSolutions-SQS4', 'markwarden-prod-pipeline/Impossible'],
      ['F3034', 'markwarden-prod-pipeline/Impossible'],
    ]);
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
