import type { Notice } from '#shared/domain/notice.ts';
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

/**
 * The claim that these reasons bear: counterfeit where something shows that the goods are not genuine, misuse where the mark
 * is used; undefined when they bear none.
 */
export function claimFrom(reasons: readonly Reason[]): Pick<Notice['claim'], 'kind' | 'nature'> | undefined {
  const shown = new Set(reasons.map(({ shows }) => shows));
  const isTooCheap = shown.has('price') && shown.has('product') && shown.has('use');
  if (shown.has('goods') || isTooCheap) {
    const isOnPicture = reasons.every(({ signal }) => signal.family === 'image');
    return { kind: 'counterfeit', nature: isOnPicture ? 'image' : 'product' };
  }
  return shown.has('use') ? { kind: 'trademark-misuse', nature: 'text' } : undefined;
}
