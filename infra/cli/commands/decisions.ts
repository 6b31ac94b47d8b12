import { Command } from 'commander';
import * as z from 'zod';
import { AnalystDecision } from '#shared/learning/analyst-decision.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { counted, say } from '../print.ts';

const Brands = z.object({ brands: z.array(z.object({ id: z.string() })) });
const Page = z.object({
  decisions: z.array(AnalystDecision),
  withoutFeatures: z.int(),
  next: z.string().optional(),
});

export function decisionsCommand(): Command {
  return new Command('decisions')
    .option('--brand <id>', 'only this brand', filled)
    .option('--json', 'changes nothing: what it prints is JSON already, one object a line')
    .action(async (options: { brand?: string }) => {
      const ids = options.brand
        ? [options.brand]
        : (await callHost(Brands, 'GET', '/brands')).brands.map(({ id }) => id);
      let printed = 0;
      let withoutFeatures = 0;
      for (const id of ids) {
        let after = '';
        do {
          const page = await callHost(Page, 'GET', `/brands/${encodeURIComponent(id)}/decisions${after}`);
          for (const decision of page.decisions) process.stdout.write(`${JSON.stringify(decision)}\n`);
          printed += page.decisions.length;
          withoutFeatures += page.withoutFeatures;
          after = page.next === undefined ? '' : `?after=${encodeURIComponent(page.next)}`;
        } while (after !== '');
      }
      const old = withoutFeatures > 0 ? `; ${withoutFeatures} from before signals were stored are left out` : '';
      say(`${counted(printed, 'decision')}${old}.`);
    });
}
