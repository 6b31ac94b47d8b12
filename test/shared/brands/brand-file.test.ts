import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandTemplate } from '#infra/cli/commands/init.ts';
import { publishedSchemas } from '#infra/cli/dev/write-schemas.ts';
import { loadBrandFile } from '#infra/cli/read-brand-file.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import { BrandFileError, parseBrandFile } from '#shared/brands/brand-file.ts';

const MINIMAL = 'id: nordhavn\nname: Nordhavn\nfingerprint:\n  names: [Nordhavn]\n';

function problemsOf(text: string) {
  try {
    parseBrandFile(text, 'brand.yaml');
  } catch (error) {
    if (error instanceof BrandFileError) return error.problems;
    throw error;
  }
  return [];
}

describe('a brand file', () => {
  test('needs only id, name and one fingerprint name to be scored against', () => {
    const { brand } = parseBrandFile(MINIMAL, 'brand.yaml');

    expect(brand.enforcement).toEqual({
      mode: 'review',
      reviewAt: 0.5,
      expediteAt: 0.9,
      dailyCap: 50,
      fourEyes: false,
      auditShare: 0.01,
      channels: [],
    });
    expect(brand.watches).toEqual([]);
  });

  test('may be JSON', () => {
    const { brand } = parseBrandFile(
      JSON.stringify({ id: 'nordhavn', name: 'N', fingerprint: { names: ['Nordhavn'] } }),
      'b.json',
    );

    expect(brand.id).toBe('nordhavn');
  });

  test('as init writes it is valid', () => {
    expect(problemsOf(brandTemplate('./docs/schema/brand.schema.json'))).toEqual([]);
  });

  test('as the sample ships it is valid', () => {
    expect(loadBrandFile(new URL('../../../infra/cli/samples/nordhavn.yaml', import.meta.url).pathname).id).toBe(
      'nordhavn',
    );
  });
});

describe('a broken brand file', () => {
  const broken: [string, string, { field: string; line: number; message: RegExp }][] = [
    [
      'a missing fingerprint',
      'id: nordhavn\nname: N\n',
      { field: 'fingerprint', line: 1, message: /block of fields.*missing/ },
    ],
    [
      'a misspelt field',
      `${MINIMAL}enforcment:\n  mode: auto\n`,
      { field: 'enforcment', line: 5, message: /Did you mean "enforcement"/ },
    ],
    [
      'a wrong mode',
      `${MINIMAL}enforcement:\n  mode: automatic\n`,
      { field: 'enforcement.mode', line: 6, message: /"review", "auto".*"automatic"/ },
    ],
    [
      'a price as text',
      `${MINIMAL}  products:\n    - sku: A\n      name: Jacket\n      price: { amount: cheap, currency: EUR }\n`,
      { field: 'fingerprint.products[0].price.amount', line: 8, message: /a number.*"cheap"/ },
    ],
    [
      'a wrong currency',
      `${MINIMAL}  products:\n    - sku: A\n      name: Jacket\n      price: { amount: 3, currency: euro }\n`,
      { field: 'fingerprint.products[0].price.currency', line: 8, message: /three-letter/ },
    ],
    [
      'a wrong period',
      `${MINIMAL}watches:\n  - keyword: x\n    marketplaces: [ebay]\n    every: daily\n`,
      { field: 'watches[0].every', line: 8, message: /30m, 6h or 1d/ },
    ],
    [
      'an unknown marketplace',
      `${MINIMAL}watches:\n  - keyword: x\n    marketplaces: [ebayy]\n`,
      { field: 'watches[0].marketplaces[0]', line: 7, message: /Did you mean "ebay"/ },
    ],
    [
      'thresholds the wrong way round',
      `${MINIMAL}enforcement:\n  reviewAt: 0.9\n  expediteAt: 0.4\n`,
      { field: 'enforcement.expediteAt', line: 7, message: /must not be below/ },
    ],
    [
      'a wrong e-mail address',
      `${MINIMAL}alerts:\n  emails: [nobody]\n`,
      { field: 'alerts.emails[0]', line: 6, message: /e-mail address/ },
    ],
    [
      'a wrong date',
      `${MINIMAL}contacts:\n  authority: { signedBy: Jane, signedAt: yesterday }\n`,
      { field: 'contacts.authority.signedAt', line: 6, message: /ISO date/ },
    ],
    [
      'a text in place of a list',
      'id: nordhavn\nname: N\nfingerprint:\n  names: Nordhavn\n',
      { field: 'fingerprint.names', line: 4, message: /a list.*"Nordhavn"/ },
    ],
    ['broken YAML', 'id: [nordhavn\nname: N\n', { field: '(syntax)', line: 2, message: /not valid YAML/ }],
    ['an empty file', '', { field: '(file)', line: 1, message: /block of fields/ }],
  ];

  test.each(broken)('names field, line and expectation for %s', (_, text, expected) => {
    const problems = problemsOf(text);

    expect(problems).toContainEqual(expect.objectContaining({ field: expected.field, line: expected.line }));
    expect(problems.find((problem) => problem.field === expected.field)?.message).toMatch(expected.message);
  });

  test('that cannot be read says how to get a first one', () => {
    expect(() => loadBrandFile('/nowhere/brand.yaml')).toThrow(UsageError);
    expect(() => loadBrandFile('/nowhere/brand.yaml')).toThrow(/markwarden init/);
  });

  test('never fails in any other way, whatever is in it', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.object().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          parseBrandFile(text, 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(BrandFileError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test('the published JSON Schemas are those of the code ("npm run schema" writes them)', () => {
  for (const [file, text] of publishedSchemas()) {
    expect(readFileSync(new URL(`../../../docs/schema/${file}`, import.meta.url), 'utf8'), file).toBe(text);
  }
});
