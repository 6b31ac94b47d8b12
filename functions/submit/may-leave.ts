import { sendingStopped } from '#shared/cases/case-alerts.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { autoSubmitThreshold, expeditingWords } from '#shared/domain/expediting.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import { accuracyOf, BREAKER_WINDOW_DAYS } from '#shared/notices/breaker.ts';
import { dailyCap } from '#shared/notices/daily-cap.ts';
import { authorised, type Move, park } from './prepare.ts';
import type { SubmitServices } from './services.ts';

const DAY_MS = 86_400_000;
const SWITCH_RETRY_MS = 3_600_000;

/** Why a prepared case has to wait for a while, without a person; it stays queued until then. */
export type Wait = { why: string; until: Date };

/** Cheap questions, asked before anything is claimed: a long queue behind a cap must not be prepared again every day. */
export async function mustWait(brand: Brand, services: SubmitServices): Promise<Wait | undefined> {
  const now = services.clock();
  if (!services.sendingEnabled)
    return { why: 'sending is switched off (SENDING_ENABLED)', until: new Date(now.getTime() + SWITCH_RETRY_MS) };
  const cap = dailyCap(services.quotas, brand.id, brand.enforcement.dailyCap, now);
  if (!(await cap.isUsedUp())) return undefined;
  return { why: `the daily cap of ${brand.enforcement.dailyCap} notices is reached`, until: cap.renewsAt };
}

/**
 * Everything that must hold at the moment of sending: the brand as it is now, or why the notice does not leave.
 * @param setBack why the page as captured is for a person to look at, even when what it showed before was approved
 */
export async function clearance(
  record: Case,
  setBack: string | undefined,
  services: SubmitServices,
): Promise<Brand | Move> {
  const brand = await services.brands.get(record.brandId); // read again: it may have changed while evidence was captured
  if (!brand) return park(`brand ${record.brandId} is not registered any more`);
  const held =
    authorised(brand, record) ??
    (setBack ? park(setBack) : undefined) ??
    (record.approvedBy ? undefined : await needsApproval(brand, record, services));
  if (held) return held;
  const wait = await mustWait(brand, services);
  if (!wait) return brand;
  return { to: 'queued', why: `prepared; ${wait.why}`, change: { nextCheckAt: wait.until.toISOString() } };
}

async function needsApproval(brand: Brand, record: Case, services: SubmitServices): Promise<Move | undefined> {
  const { mode } = brand.enforcement;
  if (mode === 'review') return park('evidence secured, notice prepared and valid; waits for approval');
  const { decision, probability, modelVersion } = record.verdict;
  const inUse = modelInUse(await services.models.promoted());
  // Whoever went back to another model does not trust this one any more, whatever was proved of it.
  if (modelVersion !== inUse.version)
    return park(`waits for approval. It was judged by model ${modelVersion}, and model ${inUse.version} is in use`);
  const expediting = autoSubmitThreshold(brand, await services.models.expediting(brand.id), inUse.version);
  if (decision !== 'expedite' || probability < expediting.from)
    return park('not certain enough to be sent without approval');
  if (!expediting.proved) return park(`waits for approval. ${expeditingWords(expediting)}`);
  const stopped = await accuracyStop(record, services);
  if (!stopped) return undefined;
  await services.alerts.sendAll([sendingStopped(record, stopped, services.clock())]);
  return park(`automatic sending is stopped: ${stopped}`);
}

async function accuracyStop({ brandId, listing }: Case, { cases, clock }: SubmitServices): Promise<string | undefined> {
  const since = new Date(clock().getTime() - BREAKER_WINDOW_DAYS * DAY_MS);
  return accuracyOf(await cases.sentSince(brandId, listing.marketplace, since)).stop;
}
