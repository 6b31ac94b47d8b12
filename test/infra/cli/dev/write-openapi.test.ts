import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '#functions/api/operations.ts';
import { openApiDocument } from '#infra/cli/dev/write-openapi.ts';

const FILE = fileURLToPath(new URL('../../../../docs/openapi.json', import.meta.url));

describe('docs/openapi.json', () => {
  test('is what the code says today: "npm run schema" writes it', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(openApiDocument());
  });

  test('names every operation once, refers only to what it holds, and lets nothing unknown in', () => {
    const document = JSON.parse(openApiDocument());
    const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, reference] of openApiDocument().matchAll(/"\$ref": "([^"]+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(reference!.replace('#/components/schemas/', ''));
    for (const { body, id } of OPERATIONS)
      if (body && id !== 'addBrand' && id !== 'putBrand')
        expect(body.safeParse({ stranger: 1 }).error?.issues.some(({ code }) => code === 'unrecognized_keys')).toBe(
          true,
        );
  });
});
