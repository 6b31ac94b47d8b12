import * as z from 'zod';
import { Case } from '#shared/domain/case.ts';
import type { Ask } from './sample-people.ts';

const Waiting = z.object({ cases: z.array(Case), next: z.string().optional() });

/**
 * Signs whatever of this brand waits for approval, once, as a person would who trusts the product: a brand of a week has proved nothing, so
 * no notice leaves by itself. No labels are looked at, so no mistake of the product's is hidden. Other brands' cases are for their own people.
 * Returns how many were signed.
 */
export async function signWaiting(ask: Ask, brandId: string): Promise<number> {
  let signed = 0;
  let after = '';
  do {
    const response = await ask(`/cases?state=awaiting-approval&brand=${encodeURIComponent(brandId)}${after}`);
    if (!response.ok) throw new Error(`the API did not list what waits for approval: ${response.status}`);
    const { cases, next } = Waiting.parse(await response.json());
    const unsigned = cases.filter(({ approvedBy }) => approvedBy === undefined);
    for (const { id } of unsigned) await sign(ask, id);
    signed += unsigned.length;
    after = next === undefined ? '' : `&after=${encodeURIComponent(next)}`;
  } while (after !== '');
  return signed;
}

async function sign(ask: Ask, id: string): Promise<void> {
  const response = await ask(`/cases/${encodeURIComponent(id)}/approve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ note: 'signed unread, for the sample' }),
  });
  if (!response.ok) throw new Error(`the API refused to approve ${id}: ${response.status} ${await response.text()}`);
}
