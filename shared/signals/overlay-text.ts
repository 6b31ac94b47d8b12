import type { Signal } from '#shared/domain/signal.ts';
import { deobfuscate } from '#shared/recognition/deobfuscate.ts';
import { factoryBatch } from '#shared/recognition/factory-batch.ts';
import { READABLE } from '#shared/recognition/logo-reading.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { suspiciousWording, type WordingHit, wordsForCopies } from '#shared/recognition/wording.ts';

/** Words used for copies, or a contact off the marketplace, written onto a picture where text filters do not look. */
export const overlayText: Signal = {
  id: 'overlay-text',
  title: 'Words for copies on the picture',
  family: 'image',
  needs: 'image-text',
  gated: false,
  notice: 'goods',
  noticeSentence: ({ evidence }) => {
    const [said] = wordsForCopies(evidence);
    return said && `On the picture stands ${said}.`;
  },
  evaluate({ images }) {
    if (!images) return 'not-applicable';
    const texts = images.flatMap(({ words }) => words ?? []).filter(({ confidence }) => confidence >= READABLE);
    const strongest = texts
      .flatMap(({ text }) => [...suspiciousWording(wordsOf(deobfuscate(text))), ...batchOn(text)])
      .reduce<WordingHit | undefined>((best, hit) => (hit.weight > (best?.weight ?? 0) ? hit : best), undefined);
    if (!strongest) return 'not-applicable';
    return { value: strongest.weight, evidence: `On the picture stands "${strongest.phrase}" (${strongest.meaning}).` };
  },
  bounds: () => [0, 1],
};

function batchOn(text: string): WordingHit[] {
  const batch = factoryBatch(text);
  return batch ? [batch] : [];
}
