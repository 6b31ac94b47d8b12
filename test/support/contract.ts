import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

// What programs are promised: docs/openapi.json, as it is committed. Every answer that a test of the API gets is held against it.

type Content = Record<string, { schema: unknown }>;
type Documented = { operationId: string; responses: Record<string, { content: Content }> };
const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Documented>>;
};
// Formats are patterns beside it; the keywords of OpenAPI are none of JSON Schema.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'api');

const templates = Object.keys(document.paths).map((path) => ({
  path,
  // What is said literally goes before what varies: `/cases/decisions` is no case.
  parts: path.split('{').length,
  fits: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));
templates.sort((a, b) => a.parts - b.parts);

const compiled = new Map<string, ValidateFunction>();
function validatorAt(...pointer: string[]): ValidateFunction {
  const $ref = `api#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const known = compiled.get($ref) ?? ajv.compile({ $ref });
  compiled.set($ref, known);
  return known;
}

/** Fails the test where the answer of an operation is not one that the document promises: status, type and every field. */
export async function expectDocumented(method: string, address: string, response: Response): Promise<void> {
  const path = address.split('?', 1)[0]!;
  const template = templates.find(
    ({ fits, path: each }) => fits.test(path) && document.paths[each]![method.toLowerCase()],
  );
  if (!template || response.status === 304) return;
  const { operationId, responses } = document.paths[template.path]![method.toLowerCase()]!;
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';', 1);
  const status = response.status < 300 ? String(response.status) : 'default';
  expect([operationId, status, type, responses[status]?.content[type] !== undefined]).toEqual([
    operationId,
    status,
    type,
    true,
  ]);
  if (!type.endsWith('json')) return;
  const validate = validatorAt(
    'paths',
    template.path,
    method.toLowerCase(),
    'responses',
    status,
    'content',
    type,
    'schema',
  );
  validate(await response.clone().json());
  expect([operationId, status, validate.errors ?? []]).toEqual([operationId, status, []]);
}
