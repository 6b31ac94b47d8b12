import { UsageError } from '#infra/local/usage-error.ts';
import { plainIssue } from '#shared/brands/brand-file.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { AnalystDecision, type Evidence } from '#shared/learning/analyst-decision.ts';
import { evaluateSignals } from '#shared/scoring/score-listing.ts';
import { readInput } from './file-problem.ts';
import { issuesIn } from './issues-in.ts';
import { loadBrandFile } from './read-brand-file.ts';

const MOST_PROBLEMS_TOLD = 20;

/**
 * One decision a line, with the signals' values; those that carry a listing instead are evaluated with their brand's file.
 * @throws UsageError that names every broken line and field; nothing is read from the rest.
 */
export function readDecisions(path: string, brandFiles: readonly string[]): Evidence[] {
  const brands = new Map(brandFiles.map(loadBrandFile).map((brand) => [brand.id, brand]));
  return linesOf(path).map(({ decision, line }) => withFeatures(decision, brands, `${path}:${line}`));
}

function linesOf(path: string): { decision: AnalystDecision; line: number }[] {
  const text = readInput(path).toString('utf8');
  const problems: string[] = [];
  const decisions = text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const value = parseJson(raw);
    const result = AnalystDecision.safeParse(value, { error: plainIssue });
    if (result.success) return [{ decision: result.data, line: index + 1 }];
    problems.push(`${path}:${index + 1}: ${value === undefined ? 'is not JSON' : issuesIn(result.error)}`);
    return [];
  });
  if (problems.length > 0) throw new UsageError(problems.slice(0, MOST_PROBLEMS_TOLD).join('\n'));
  if (decisions.length === 0) throw new UsageError(`${path} holds no decisions`);
  return decisions;
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** Signals are evaluated as of the decision; what they could see then (pictures, records) is not known any more. */
function withFeatures(decision: AnalystDecision, brands: ReadonlyMap<string, Brand>, where: string): Evidence {
  if (decision.features) return { ...decision, features: decision.features };
  const brand = brands.get(decision.brandId);
  if (!brand) {
    throw new UsageError(
      `${where}: the decision carries a listing; name the file of brand "${decision.brandId}" with --brand`,
    );
  }
  const found = evaluateSignals({ brand, listing: decision.listing!, now: new Date(decision.decidedAt) });
  return { ...decision, features: Object.fromEntries(found.map(({ signal, value }) => [signal.id, value])) };
}
