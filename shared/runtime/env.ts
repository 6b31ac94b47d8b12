import type * as z from 'zod';

/** The function's environment, checked at cold start. Throws an error that names every missing or wrong variable. */
export function readEnv<T extends z.ZodType>(schema: T, source: NodeJS.ProcessEnv = process.env): z.infer<T> {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`environment is incomplete: ${problems.join('; ')}`);
}
