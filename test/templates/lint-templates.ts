import { spawnSync } from 'node:child_process';
import * as z from 'zod';

/** Warnings that we live with, and why. Anything else is mended or added here with its reason. */
const ACCEPTED: Record<string, string> = {
  W6001: 'the pool of people belongs to the data; its id is shown beside the address that they sign in at',
  W3005: 'the CDK writes DependsOn beside the reference that implies it; harmless',
};

const Finding = z.object({
  Filename: z.string(),
  Level: z.string(),
  Message: z.string(),
  Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullish() }),
  Rule: z.object({ Id: z.string() }),
});

export type LintResult = { accepted: Record<string, number>; problems: string[] };

/**
 * cfn-lint over the templates.
 * @throws Error when cfn-lint itself fails: no findings from a run that broke would be a false clean bill.
 */
export function lintTemplates(cfnLint: string, templates: readonly string[]): LintResult {
  const run = spawnSync(cfnLint, ['--format', 'json', '--regions', 'eu-central-1', '--', ...templates], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // A bit mask: 2 errors, 4 warnings, 8 informational; 1 and 32 say that cfn-lint could not do its work.
  if (run.error || run.status === null || (run.status & ~14) !== 0)
    throw new Error(`cfn-lint ended with ${run.status}: ${run.error?.message ?? run.stderr}`);
  const accepted: Record<string, number> = {};
  const problems: string[] = [];
  for (const { Filename, Level, Message, Location, Rule } of z.array(Finding).parse(JSON.parse(run.stdout || '[]'))) {
    if (Level !== 'Error' && ACCEPTED[Rule.Id]) accepted[Rule.Id] = (accepted[Rule.Id] ?? 0) + 1;
    else
      problems.push(`${Level} ${Rule.Id} ${Filename.split('/').at(-1)} ${(Location.Path ?? []).join('.')}: ${Message}`);
  }
  return { accepted, problems };
}
