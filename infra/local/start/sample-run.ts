import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import { writeFileAtomically } from '../host/write-file.ts';

const SAMPLE_DAYS = 7;

/** What a later start must know of the first one. */
const SampleRun = z.object({
  seed: z.int(),
  /** Where the sample marketplace listens: its listings' addresses are stored, so they must stay true. 0 before it ever did. */
  bazaarPort: z.int(),
  /** Shared with the sample marketplace: signs notices. */
  channelKey: z.string(),
  /** The simulated week. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type SampleRun = z.infer<typeof SampleRun>;

/**
 * The run kept in the state directory, or a new one: the week that ends now, so that the time-lapse ends in the present.
 * @throws UsageError when the kept run has another seed.
 */
export function openSampleRun(directory: string, seed: number | undefined, now: Date): SampleRun {
  const kept = readSampleRun(directory);
  if (kept && seed !== undefined && kept.seed !== seed) {
    throw new UsageError(
      `${directory} holds a run with seed ${kept.seed}. Add --fresh to start over with seed ${seed}.`,
    );
  }
  if (kept) return kept;
  const run: SampleRun = {
    seed: seed ?? 1,
    bazaarPort: 0,
    channelKey: randomBytes(32).toString('hex'),
    from: isoAfter(now, -SAMPLE_DAYS * DAY_MS),
    until: now.toISOString(),
  };
  saveSampleRun(directory, run);
  return run;
}

export function saveSampleRun(directory: string, run: SampleRun): void {
  writeFileAtomically(file(directory), JSON.stringify(run));
}

function readSampleRun(directory: string): SampleRun | undefined {
  try {
    return SampleRun.parse(JSON.parse(readFileSync(file(directory), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${file(directory)} cannot be read. Add --fresh to start over.`, { cause: error });
  }
}

const file = (directory: string) => path.join(directory, 'sample.json');
