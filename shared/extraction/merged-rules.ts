import type { ListingRules } from './listing-fields.ts';
import type { Rules } from './rule.ts';

/** Two sets of rules as one: for each field the preferred rules, then the others. An API answer has no elements and a page no entry, so both can be asked. */
export function mergedRules(preferred: Partial<ListingRules>, others: ListingRules): ListingRules {
  const merged: ListingRules = { ...others };
  for (const [name, rules] of Object.entries(preferred) as [keyof ListingRules, Rules][])
    merged[name] = [rules, others[name] ?? []].flat();
  return merged;
}
