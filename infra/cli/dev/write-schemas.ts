import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Brand } from '#shared/domain/brand.ts';
import { Case } from '#shared/domain/case.ts';
import { Listing } from '#shared/domain/listing.ts';
import { Notice } from '#shared/domain/notice.ts';
import { Verdict } from '#shared/domain/verdict.ts';
import { AnalystDecision } from '#shared/learning/analyst-decision.ts';
import { ScoringModel } from '#shared/scoring/model.ts';

const SCHEMAS = {
  brand: Brand,
  case: Case,
  decision: AnalystDecision,
  listing: Listing,
  model: ScoringModel,
  notice: Notice,
  verdict: Verdict,
};

/** File name → JSON Schema text of every published shape, as a person or another program writes it. */
export function publishedSchemas(): Map<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      return [`${name}.schema.json`, `${JSON.stringify({ title: name, ...json }, null, 2)}\n`];
    }),
  );
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('../../../docs/schema', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of publishedSchemas()) writeFileSync(`${folder}/${file}`, text);
}
