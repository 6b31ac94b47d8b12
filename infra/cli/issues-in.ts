import type * as z from 'zod';
import { fieldName } from '#shared/brands/brand-file.ts';

const MOST_TOLD = 3;

/** What is wrong with something that was read, field by field, in one line; parsed with `plainIssue`. */
export function issuesIn({ issues }: z.ZodError): string {
  const told = issues.slice(0, MOST_TOLD).map(({ path, message }) => `${fieldName(path)}: ${message}`);
  const more = issues.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
