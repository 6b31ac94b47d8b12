import { Command } from 'commander';
import * as z from 'zod';
import { minuteOf } from '#shared/domain/days.ts';
import { CaseEvidence } from '#shared/evidence/case-evidence.ts';
import { callHost } from '../api-client.ts';
import { download } from '../download.ts';
import { EXIT } from '../exit.ts';
import { filled } from '../option-values.ts';
import { printJson, safeText, say } from '../print.ts';

const pathOf = (id: string, what: string): string => `/cases/${encodeURIComponent(id)}/${what}`;

export function evidenceCommand(): Command {
  return new Command('evidence')
    .description('what was captured of the offer, each file held against the hash taken then')
    .argument('<id>', 'case id', filled)
    .option('--capture', 'have it captured once more, as it is now')
    .option('--json', 'print {captures, verified, problems, isUnsealed, failed}')
    .action(async (id: string, { capture, json }: { capture?: boolean; json?: boolean }) => {
      if (capture) {
        await callHost(z.object({ asked: z.literal(true) }), 'POST', pathOf(id, 'evidence'), {});
        return say('It is captured within minutes, at the pace of its marketplace.');
      }
      const evidence = await callHost(CaseEvidence, 'GET', pathOf(id, 'evidence'));
      if (json) printJson(evidence);
      else process.stdout.write(`${linesOf(evidence).join('\n')}\n`);
      if (evidence.problems.length > 0) process.exitCode = EXIT.internal;
    });
}

export function exportCommand(): Command {
  return new Command('export')
    .description('everything that is kept of a case in one zip, with how to check it')
    .argument('<id>', 'case id', filled)
    .option('--out <file>', 'where to write it; default: the id of the case', filled)
    .option('--json', 'print {file}')
    .action(async (id: string, { out, json }: { out?: string; json?: boolean }) => {
      const Exported = z.object({ address: z.url(), fileName: z.string() });
      const { address, fileName } = await callHost(Exported, 'POST', pathOf(id, 'export'), {});
      const file = out ?? fileName;
      await download(address, file);
      if (json) return printJson({ file });
      say(`Wrote ${safeText(file, 400)}. Unpack it, and in its folder: sha256sum --check SHA256SUMS`);
    });
}

function linesOf({ captures, verified, problems, isUnsealed, failed }: CaseEvidence): string[] {
  const lines = captures.flatMap(({ capturedAt, finding, sha256, timeStamp, items, missing = [] }) => [
    `${minuteOf(capturedAt)}  ${finding ?? 'present'}  manifest ${sha256}`,
    ...(timeStamp ? [`  time stamp of an authority: ${timeStamp}`] : []),
    ...items.map(
      ({ kind, bytes, sha256: hash, url }) =>
        `  ${kind.padEnd(11)} ${String(bytes).padStart(9)}  ${hash.slice(0, 16)}…${url ? `  ${safeText(url, 100)}` : ''}`,
    ),
    ...missing.map(({ kind, reason }) => `  ${kind.padEnd(11)} ${'-'.padStart(9)}  ${safeText(reason, 200)}`),
  ]);
  return [
    ...(captures.length > 0 ? lines : ['Nothing is captured.']),
    ...(failed ? [`The last try failed (${failed.tries} in a row): ${safeText(failed.why, 300)}`] : []),
    ...problems.map(({ key, problem }) => `NOT AS IT WAS CAPTURED, ${problem}: ${safeText(key, 300)}`),
    ...(isUnsealed ? ['The oldest capture is from before hashes of manifests were kept.'] : []),
    ...(verified ? ['Every file is what was captured, and no capture is missing.'] : []),
  ];
}
