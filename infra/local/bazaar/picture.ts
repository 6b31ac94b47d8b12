import type { Shape } from './products.ts';

/** What is drawn on the picture. */
export type Subject = {
  shape: Shape;
  cut: number;
  /** CSS colour of the goods. */
  colour: string;
  /** Words printed on the goods. */
  lettering?: string;
};

/** Where it stands: the maker's own scene, a plain shop background, or somebody's floor. */
export type Scene =
  | { kind: 'official'; sku: string }
  | { kind: 'studio'; seed: number }
  | { kind: 'phone'; seed: number };

/** What a thief does to somebody else's photo so that it is not the same file. */
export type Edits = {
  /** Share cut from each side. */
  crop?: number;
  mirrored?: boolean;
  watermark?: string;
  /** Pixels. */
  width?: number;
  /** JPEG quality. */
  quality?: number;
};

/** A recipe; the bytes are made when somebody asks for them (`draw-picture.ts`). */
export type Picture = { subject: Subject; scene: Scene; edits?: Edits };
