import * as z from 'zod';
import { Authority } from './authority.ts';
import { slug } from './field-shapes.ts';
import { Party } from './party.ts';
import { Right } from './right.ts';

/** Who owns brands and rights. What is counted once (a notice about an offer, a strike) is counted per owner, not per brand. */
export const Owner = z.strictObject({
  id: slug,
  party: Party.optional(),
  /** Who signs and answers for the notices. */
  reporter: Party.optional(),
  rights: z.array(Right).default([]),
  authorities: z.array(Authority).default([]),
});
export type Owner = z.infer<typeof Owner>;

/** A brand file without an owner is an owner by itself. */
export const ownerIdOf = ({ id, owner }: { id: string; owner?: string }): string => owner ?? id;
