import * as z from 'zod';

/** Texts in the console's language, in the order in which they were given. `from`: as the engine recognised it, BCP 47. `by`: who says so. */
export const Translation = z.object({ texts: z.array(z.string()), from: z.string(), by: z.string().min(1) });
export type Translation = z.infer<typeof Translation>;

/** Which engine translates sellers' texts; `off`: none, and no text leaves the installation. */
export const TranslatorName = z.enum(['off', 'amazon-translate']);
export type TranslatorName = z.infer<typeof TranslatorName>;
