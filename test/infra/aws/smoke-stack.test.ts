import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { buildWithoutCode, ofType, synthesised } from './synthesised-stacks.ts';

describe('the stack of the smoke test', () => {
  it('is there only when it is asked for, and changes the others in one variable only', () => {
    const without = synthesised({ stage: 'dev' });
    const withIt = synthesised({ stage: 'dev', smoke: true });
    const visitors = ofType(withIt.pipeline, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.Environment.Variables.MARKETPLACE_ORIGINS !== undefined,
    );
    expect(visitors.length).toBeGreaterThan(3);
    for (const { Properties } of visitors) {
      const { Variables } = Properties.Environment;
      expect(JSON.stringify(Variables.MARKETPLACE_ORIGINS)).toContain('bazaar');
      expect(Variables.ALLOWED_PRIVATE_ORIGINS ?? '').toBe(''); // it is public: nothing is exempt from the guard
      Variables.MARKETPLACE_ORIGINS = '{}';
    }
    expect(withIt.pipeline).toEqual(without.pipeline);
    expect(withIt.smoke.length).toBeGreaterThan(5);
    expect(without.smoke).toEqual([]);
  });

  it('leaves nothing behind and has no finding of cdk-nag', () => {
    const built = buildWithoutCode({ stage: 'dev', smoke: true });
    expect(new AwsSolutionsChecks(built.app).validateScope(built.app).violations).toEqual([]);
    const kept = synthesised({ stage: 'dev', smoke: true }).smoke.filter(
      ({ DeletionPolicy }) => DeletionPolicy === 'Retain',
    );
    expect(kept).toEqual([]);
  });
});
