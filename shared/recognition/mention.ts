import type { Trick } from './spelling-walk.ts';

/** A place where a text names the brand. `from` and `to` are word positions (to is exclusive). */
export type Mention = { name: string; spelled: string; from: number; to: number; tricks: ReadonlySet<Trick> };
