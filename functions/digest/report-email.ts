import type { Brand } from '#shared/domain/brand.ts';
import { subjectName, timeWords } from '#shared/messaging/email-format.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';
import { countWords, durationWords, shareWords } from '#shared/reporting/figure-words.ts';
import type { PeriodFigures } from '#shared/reporting/period-figures.ts';

/** Addresses of the page and of the PDF, and how long they open. */
type Links = { html: string; pdf: string; until: string };

/** The month in few lines, and where the whole of it is. */
export function reportEmail(
  brand: Pick<Brand, 'id' | 'name'>,
  figures: PeriodFigures,
  { html, pdf, until }: Links,
): TopicMessage {
  const { from, total, seen, sellers } = figures;
  const { counts, rates, durations } = total;
  const month = from.slice(0, 7);
  const lines = [
    `Found            ${countWords(counts.found)}`,
    `Noticed          ${countWords(counts.noticed)}`,
    `Removed          ${countWords(counts.removed)}`,
    `Compliance rate  ${shareWords(rates.compliance)}`,
    `Takedown, median ${durationWords(durations.takedown.medianMinutes)}`,
    `Cleanliness      ${shareWords(rates.cleanliness)}`,
    `Stores closed    ${countWords(sellers.closed)}`,
    `Coverage         ${shareWords(seen.coverage)} of the result pages that were due`,
  ];
  const text = [
    `${brand.name}: the report of ${month}`,
    lines.join('\n'),
    `The whole of it, with every figure's formula, what was removed and what could not be seen:\n${html}\nAs PDF:\n${pdf}`,
    `These addresses open it for whoever has them, until ${timeWords(until)}. After that: markwarden report, or Figures in the console.`,
    'Not wanted: alerts.report: off in the brand. Sent by Markwarden.',
  ];
  return { subject: `[${subjectName(brand)}] Report of ${month}`, text: `${text.join('\n\n')}\n` };
}
