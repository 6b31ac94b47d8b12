import type { InNotice, Signal } from '#shared/domain/signal.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { signals } from '#shared/signals/index.ts';

/** One sentence that a notice may state, and what it shows. */
export type Reason = {
  signal: Signal;
  shows: Exclude<InNotice, 'not quoted'>;
  sentence: string;
};

const byId = new Map(signals.map((signal) => [signal.id, signal]));

/** What of a verdict may be stated to a venue, the strongest first. Of a signal that there is no more nothing is known. */
export function noticeReasons({ signals: findings }: Verdict): Reason[] {
  return findings.flatMap((finding) => {
    const signal = byId.get(finding.id);
    if (!signal || signal.notice === 'not quoted' || finding.contribution <= 0) return [];
    const sentence = signal.noticeSentence ? signal.noticeSentence(finding) : finding.evidence;
    return sentence ? [{ signal, shows: signal.notice, sentence }] : [];
  });
}
