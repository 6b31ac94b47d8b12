import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Operation } from '#functions/api/operation.ts';
import { OPERATIONS } from '#functions/api/operations.ts';
import { Problem } from '#functions/api/problem.ts';
import { Brand } from '#shared/domain/brand.ts';
import { Case } from '#shared/domain/case.ts';
import { Notice } from '#shared/domain/notice.ts';

// OpenAPI 3.1 takes JSON Schema as it is, and zod writes that: nothing of this is in the deployed function, where a library that
// describes itself at run time took 408 KB more (docs/decisions/0014-an-api-from-a-table.md).

const SHARED = { Brand, Case, Notice, Problem };
const FILE = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));

type Json = Record<string, unknown>;

/** The document as it is committed. */
export function openApiDocument(): string {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SHARED)) registry.add(schema, { id });
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const {
      $schema: _,
      $defs: __,
      ...json
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any', metadata: registry }) as Json;
    return withReferences(json) as Json;
  };
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  const described = (operation: Operation): Json => ({
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.path.split('/')[1]],
    'x-permission': operation.permission,
    parameters: [
      ...pathParameters(operation.path),
      ...queryParameters(operation, schemaOf),
      ...headerParameters(operation),
    ],
    ...(operation.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } },
    }),
    responses: {
      ...Object.fromEntries(
        (operation.statuses ?? [200]).map((status) => [
          status,
          {
            description: 'Done',
            content: {
              'application/json': { schema: schemaOf(operation.answer, 'output') },
              ...(operation.lists && TEXT_FORMS),
            },
          },
        ]),
      ),
      default: { description: 'Refused, and why', ...problem },
    },
  });
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  const components = Object.entries(SHARED).map(([id, schema]) => [id, plain(schema)]);
  return `${JSON.stringify(
    {
      openapi: '3.1.0',
      info: { title: 'Markwarden', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/api' }],
      security: [{ token: [] }],
      paths,
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
        schemas: Object.fromEntries(components),
      },
    },
    null,
    2,
  )}\n`;
}

function plain(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Json;
  return json;
}

/** Zod refers to `$defs` of its own document; here they stand under the components. */
function withReferences(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withReferences);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : withReferences(value),
    ]),
  );
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query = {} }: Operation, schemaOf: (schema: z.ZodType, io: 'input') => Json): Json[] {
  return Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema as z.ZodType, 'input'),
  }));
}

/** One item a line; the following page stands in the header `Link`. */
const TEXT_FORMS = {
  'text/csv': { schema: { type: 'string' } },
  'application/jsonl': { schema: { type: 'string' } },
};

const HEADERS = {
  key: {
    name: 'Idempotency-Key',
    description:
      'Said again with the same key within a day, the request is answered as it was the first time and nothing happens twice. With another request: 422; while the first one runs: 409.',
    schema: { type: 'string', maxLength: 202 },
  },
  match: {
    name: 'If-Match',
    description: 'The ETag of what was seen: changed meanwhile, nothing is done (412).',
    schema: { type: 'string' },
  },
};

function headerParameters({ method, ifMatch }: Operation): Json[] {
  const taken = [...(method === 'get' ? [] : [HEADERS.key]), ...(ifMatch ? [HEADERS.match] : [])];
  return taken.map((header) => ({ ...header, in: 'header', required: false }));
}

if (import.meta.main) writeFileSync(FILE, openApiDocument());
