import type * as z from 'zod';

/** A form sends "" for what was left empty. */
export const blank = (value: unknown) => (value === '' ? undefined : value);

/** What is wrong with a form, field by field, in a sentence. */
export const refusalOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
