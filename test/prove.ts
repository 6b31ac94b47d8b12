import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from '#infra/cli/print.ts';

// `npm run prove`: the proofs that are too long for every change, whole (`npm test` takes a sample of each: test/support/tries.ts).
// Writes docs/proofs/<today>.md. Takes some ten minutes on two cores.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What each file proves, in the words of the report. */
const PROOFS: Record<string, string> = {
  'test/functions/submit/once-only.test.ts': 'no notice is sent twice, none is lost: 20,000 takedowns under faults',
  'test/functions/submit/send-rules.test.ts':
    'no notice leaves where none may, and 300 approved offers leave a slow host in a day: 3,000 plans, 20 days',
  'test/functions/packet/peak-memory.test.ts': 'the packet of 300 offers is built in less than half of its memory',
  'test/functions/chaos.test.ts':
    'nothing is lost, sent twice or left untold in the whole loop through hours of faults: 200 seeds',
  'test/pipeline.test.ts': 'a run that is killed ten times completes, and shows all that a whole run shows',
  'test/shared/reporting/brand-figures.test.ts':
    "a year of 100,000 cases gives a brand's figures as a slow recomputation does",
  'test/shared/scoring/shortcuts.test.ts': 'shortcuts of the scorer change no verdict',
  'test/shared/scoring/assessment.test.ts': 'the assessment is sound for any findings',
  'test/shared/scoring/adversary.test.ts': 'what a seller can write does not lower the score',
  'test/shared/extraction/hostile-pages.test.ts': 'any bytes in, a coverage verdict out, for every marketplace',
  'test/shared/imaging/hostile-images.test.ts': 'any bytes as a picture end in facts or in a reason',
  'test/shared/imaging/fuse-model.test.ts': 'the rewritten OCR model computes what the published one computes',
  'test/shared/recognition/brand-index.test.ts': 'the index misses no brand that asking each one would find',
  'test/shared/recognition/contact-handles.test.ts': 'series, years and models are no contact handles',
};

type Report = {
  testResults: { name: string; startTime: number; endTime: number; assertionResults: Assertion[] }[];
};
type Assertion = { status: string; fullName: string };

function run(): Report {
  const folder = mkdtempSync(join(tmpdir(), 'markwarden-prove-'));
  const outputFile = join(folder, 'report.json');
  try {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
    spawnSync(process.execPath, [vitest, 'run', ...reporters, ...Object.keys(PROOFS)], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, MARKWARDEN_PROVE: '1' },
    });
    return JSON.parse(readFileSync(outputFile, 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();

function page(day: string, { testResults }: Report): string {
  const rows = testResults.map(({ name, startTime, endTime, assertionResults }) => {
    const file = relative(ROOT, name);
    const passed = assertionResults.filter(({ status }) => status === 'passed').length;
    const seconds = Math.round((endTime - startTime) / 1000);
    return `| ${PROOFS[file]} | [${file}](../../${file}) | ${passed} of ${assertionResults.length} | ${seconds} |`;
  });
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  const changed = git('status', '--porcelain', '--untracked-files=no') ? ', with changes that were not committed' : '';
  return `# Proofs of ${day}

Written by \`npm run prove\` at commit ${git('rev-parse', '--short', 'HEAD')}${changed}; Node ${process.versions.node}, ${cpus().length} cores. The worlds, faults and inputs are generated.

| proof | file | tests passed | seconds |
|---|---|---:|---:|
${rows.toSorted().join('\n')}

${failed.length === 0 ? 'All held.' : `Failed:\n\n${failed.map(({ fullName }) => `- ${fullName}`).join('\n')}`}
`;
}

const report = run();
const day = new Date().toISOString().slice(0, 10);
mkdirSync(join(ROOT, 'docs/proofs'), { recursive: true });
writeFileSync(join(ROOT, 'docs/proofs', `${day}.md`), page(day, report));
say(`wrote docs/proofs/${day}.md`);
const held = report.testResults.every(({ assertionResults }) =>
  assertionResults.every(({ status }) => status !== 'failed'),
);
if (!held || report.testResults.length < Object.keys(PROOFS).length) process.exitCode = 1;
