import type { Command } from 'commander';
import { SuggestedKeywords, whyWords } from '#shared/watches/suggest-keywords.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';

export function addKeywordsCommand(brand: Command): void {
  brand
    .command('suggest-keywords')
    .description('searches that judged offers suggest, each with what it would have found')
    .argument('<id>', 'brand id', filled)
    .option('--json', 'print {confirmed, cleared, suggestions}')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const answer = await callHost(SuggestedKeywords, 'GET', `/brands/${encodeURIComponent(id)}/keyword-suggestions`);
      if (json) return printJson(answer);
      const { confirmed, cleared, suggestions } = answer;
      say(`Of ${counted(confirmed, 'confirmed offer')} and ${cleared} that were cleared, the latest of each:`);
      if (suggestions.length === 0)
        return say('Nothing to suggest: it takes offers of two sellers that share words which no watch searches for.');
      printTable(
        ['search for', 'why', 'would have found', 'no watch finds', 'cleared too', 'where'],
        suggestions.map(({ keyword, why, found, missed, cleared: vain, marketplaces }) => [
          safeText(keyword, 120),
          whyWords({ why, keyword }),
          found,
          missed,
          vain,
          marketplaces.join(', '),
        ]),
      );
      say(`Try one first: markwarden scan --dry-run --brand ${id} --watch "KEYWORD" --marketplace ID`);
    });
}
