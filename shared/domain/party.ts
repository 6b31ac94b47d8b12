import * as z from 'zod';
import { territory } from './field-shapes.ts';

/** A person or a company that a venue can write to, call and find. */
export const Party = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  company: z.string().optional(),
  title: z.string().optional(),
  address: z.string().optional(),
  country: territory.optional(),
  phone: z.string().optional(),
});
export type Party = z.infer<typeof Party>;
