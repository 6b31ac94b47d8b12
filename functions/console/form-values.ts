import type { Context } from 'hono';
import type * as z from 'zod';
import { plainIssue } from '#shared/brands/brand-file.ts';

/** A form sends "" for what was left empty. */
export const blank = (value: unknown) => (value === '' ? undefined : value);

/** What is wrong with a form, field by field, in a sentence. */
export const refusalOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');

/** A form as its page does not send it, or with what cannot be taken: nothing was changed for it. */
export class FormRefusal extends Error {
  override name = 'FormRefusal';
}

/** @throws FormRefusal naming each field that is wrong */
export async function formOf<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  how: { all?: true } = {},
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await c.req.parseBody(how), { error: plainIssue });
  if (parsed.success) return parsed.data;
  throw new FormRefusal(refusalOf(parsed.error));
}
