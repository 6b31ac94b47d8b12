import type { Picture, Scene } from './picture.ts';

const lamp = (cut: 0 | 1, colour: string, scene: Scene, edits?: Picture['edits']): Picture => ({
  subject: { shape: 'lamp', cut, colour },
  scene,
  ...(edits && { edits }),
});
const KLOCKA: Scene = { kind: 'official', sku: 'SK-KLOCKA-1' };
const STRAND: Scene = { kind: 'official', sku: 'SK-STRAND-2' };

/** The second sample brand sells nothing here: only pictures of its articles, by SKU, and of its past offers, by id. */
export const LAMPS: Record<string, Picture> = {
  'SK-KLOCKA-1': lamp(0, '#c2923f', KLOCKA),
  'SK-STRAND-2': lamp(1, '#7a8f86', STRAND),
  '710001': lamp(0, '#c2923f', KLOCKA, { crop: 0.05, watermark: 'LUMEN' }),
  '710002': lamp(1, '#7a8f86', { kind: 'studio', seed: 7 }),
  '710003': lamp(0, '#b88a4a', { kind: 'phone', seed: 3 }),
  '710004': lamp(0, '#c2923f', { kind: 'studio', seed: 11 }),
};
