import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAGES } from '#infra/aws/config.ts';
import { buildWithoutCode } from '#test/infra/aws/synthesised-stacks.ts';
import { deployToMoto } from './deploy-to-moto.ts';
import { lintTemplates } from './lint-templates.ts';
import { startMoto } from './moto-server.ts';
import { pythonTools } from './python-tools.ts';
import { removeFromMoto } from './remove-from-moto.ts';

// npm run check:templates: what CloudFormation would say of the templates, without an account.

const tools = pythonTools();
if ('missing' in tools) {
  console.log(
    `SKIPPED: cfn-lint and moto cannot be had here (${tools.missing}). The templates were NOT checked by them.`,
  );
  process.exit();
}

/** The stage that the smoke test deploys and removes again; what a protected one leaves, it leaves on purpose. */
const SMOKED = 'dev';

const stages = STAGES.filter((stage) => stage !== 'local').map((stage) => {
  const context = { stage, opsEmail: 'ops@example.com', smoke: stage === SMOKED };
  const { app, data, pipeline, smoke, outdir } = buildWithoutCode(context, { validate: false });
  app.synth();
  const stacks = [data, smoke, pipeline].filter((stack) => stack !== undefined);
  return {
    stage,
    stacks: stacks.map(({ stackName, templateFile }) => ({ stackName, file: join(outdir, templateFile) })),
  };
});

const { accepted, problems } = lintTemplates(
  tools.command('cfn-lint'),
  stages.flatMap(({ stacks }) => stacks.map(({ file }) => file)),
);
const known = Object.entries(accepted).map(([rule, count]) => `${count} × ${rule}`);
console.log(`cfn-lint: ${problems.length} problems, ${known.join(', ') || 'nothing'} accepted with a reason`);
for (const problem of problems) console.log(`  ${problem}`);
if (problems.length > 0) process.exitCode = 1;

for (const { stage, stacks: planned } of stages) {
  await using moto = await startMoto(tools.command('moto_server'));
  const deployed = await deployToMoto(
    moto.endpoint,
    planned.map(({ stackName, file }) => ({ name: stackName, template: readFileSync(file, 'utf8') })),
  );
  const { stacks, tables, indexes, queues, buckets } = deployed;
  const counts = Object.entries(stacks).map(([name, count]) => `${name} (${count} resources)`);
  console.log(
    `moto, ${stage}: ${counts.join(' and ')} created; used ${tables} tables with ${indexes} indexes, ${queues} queues, ${buckets} buckets`,
  );
  if (stage === SMOKED)
    console.log(`moto, ${stage}: ${await removeFromMoto(moto.endpoint, Object.keys(stacks))} removed, nothing left`);
}
