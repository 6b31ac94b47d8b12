import { isDeepStrictEqual } from 'node:util';
import { CASE_TRANSITIONS, type Case, MOST_LINKED_FROM, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import type { Expediting } from '#shared/domain/expediting.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { MOST_OPINIONS } from '#shared/domain/opinion.ts';
import type { TrainingReport } from '#shared/domain/training-report.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import { type AlertStore, CLAIM_MS } from '#shared/stores/alert-store.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import { checkLine, firstCheckAt, stateSince } from '#shared/stores/case-item.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { fairShares } from '#shared/stores/due-lines.ts';
import type { ModelStore, Pin } from '#shared/stores/model-store.ts';
import type { QuotaStore } from '#shared/stores/quota-store.ts';
import { reviewAttributes } from '#shared/stores/review-item.ts';

// The stores' semantics without a database, for simulations of thousands of takedowns. The contract tests run against
// these and against dynalite, so the two cannot drift apart.

export function memoryCaseStore(): CaseStore {
  const records = new Map<string, Case>();
  const notices = new Map<string, Notice>();
  const all = () => [...records.values()];

  const write = (from: Case, token: string | undefined, change: CaseChange, next: Partial<Case>): Case | undefined => {
    const stored = records.get(from.id);
    if (!stored || stored.version !== from.version || stored.state !== from.state) return undefined;
    if (token !== undefined && stored.submission?.token !== token) return undefined;
    const merged: Record<string, unknown> = { ...stored, ...next, version: stored.version + 1 };
    for (const [name, value] of Object.entries(change)) {
      if (value === null) delete merged[name];
      else if (value !== undefined) merged[name] = value;
    }
    const written = merged as Case;
    records.set(from.id, written);
    return structuredClone(written);
  };

  return {
    async open(record) {
      if (records.has(record.id)) return false;
      const nextCheckAt = record.nextCheckAt ?? firstCheckAt(record.state, new Date(record.openedAt)) ?? undefined;
      records.set(record.id, structuredClone({ ...record, nextCheckAt }));
      return true;
    },
    get: async (id) => structuredClone(records.get(id)),
    latestFor: async (brandId, listing) => {
      const generations = all()
        .filter((record) => record.brandId === brandId && record.listing.id === listing.id)
        .filter((record) => record.listing.marketplace === listing.marketplace);
      return structuredClone(generations.sort((a, b) => generationOf(b) - generationOf(a))[0]);
    },
    async transition(from, { at, change = {}, token, ...said }) {
      const { to } = said;
      if (!CASE_TRANSITIONS[from.state].includes(to)) throw new Error(`a case cannot go from ${from.state} to ${to}`);
      const updatedAt = at.toISOString();
      const events = [...from.events, { at: updatedAt, from: from.state, ...said }];
      const fields = { nextCheckAt: firstCheckAt(to, at), ...change };
      return write(from, token, fields, { state: to, updatedAt, events });
    },
    update: async (from, change, { token } = {}) => write(from, token, change, {}),
    byBrand: async (brandId, state) =>
      structuredClone(all().filter((record) => record.brandId === brandId && (!state || record.state === state))),
    newest: async (brandId, state, after) => {
      const found = all()
        .filter((record) => record.brandId === brandId && record.state === state)
        .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
      const start = Number(after?.pk ?? 0);
      const cases = structuredClone(found.slice(start, start + 100));
      const next = { pk: String(start + 100), sk: '', brandId, stateSince: stateSince(state, '') };
      return { cases, ...(start + 100 < found.length && { next }) };
    },
    addOpinion: async (id, opinion) => {
      const record = records.get(id);
      if (!record || record.opinions.length >= MOST_OPINIONS) return undefined;
      records.set(id, { ...record, opinions: [...record.opinions, opinion] });
      return structuredClone(records.get(id));
    },
    linkFrom: async (earlierId, laterId) => {
      const record = records.get(earlierId);
      if (!record || record.linkedFrom.includes(laterId) || record.linkedFrom.length >= MOST_LINKED_FROM) return;
      records.set(earlierId, { ...record, linkedFrom: [...record.linkedFrom, laterId] });
    },
    sealCapture: async (id, sealed, before) => {
      const record = records.get(id);
      const newest = record?.evidence?.sha256;
      if (!record || (newest !== before && newest !== sealed.sha256)) return undefined;
      const { captureFailed: _, ...rest } = record;
      records.set(id, { ...rest, evidence: sealed });
      return structuredClone(records.get(id));
    },
    noteFailedCapture: async (id, captureFailed, retryAt) => {
      const record = records.get(id);
      if (!record || !WAITS_FOR_A_PERSON.includes(record.state)) return;
      records.set(id, { ...record, captureFailed, ...(retryAt && { nextCheckAt: retryAt.toISOString() }) });
    },
    countByState: async (brandId) => {
      const byState = Map.groupBy(
        all().filter((record) => record.brandId === brandId),
        ({ state }) => state,
      );
      return new Map([...byState].map(([state, records]) => [state, records.length]));
    },
    reviewQueue: async (brandId) => {
      const waiting = all()
        .filter((record) => record.brandId === brandId)
        .map(reviewAttributes)
        .filter(({ reviewOrder }) => reviewOrder !== null)
        .sort((a, b) => (a.reviewOrder! < b.reviewOrder! ? 1 : -1));
      return { entries: waiting.map(({ review }) => review!), isMore: false };
    },
    enterReview: async () => 0,
    getMany: async (ids) => structuredClone(ids.flatMap((id) => records.get(id) ?? [])),
    bySeller: async (brandId, marketplace, sellerId) =>
      structuredClone(
        all().filter(
          ({ brandId: owner, listing }) =>
            owner === brandId && listing.marketplace === marketplace && listing.seller?.id === sellerId,
        ),
      ),
    dueForCheck: async (now, { line, limit, perMarketplace = limit }) => {
      const byTime = (a: Case, b: Case) => (a.nextCheckAt! < b.nextCheckAt! ? -1 : 1);
      const due = all()
        .filter((record) => record.nextCheckAt !== undefined && record.nextCheckAt <= now.toISOString())
        .filter(({ state }) => checkLine(state) === line)
        .sort(byTime);
      const shares = fairShares(due, ({ listing }) => listing.marketplace, { limit, each: perMarketplace });
      return structuredClone(shares.sort(byTime));
    },
    putNotice: async (notice) => void notices.set(notice.id, structuredClone(notice)),
    getNotice: async (id) => structuredClone(notices.get(id)),
    sentSince: async (brandId, venue, since) =>
      all()
        .filter((record) => record.brandId === brandId && record.listing.marketplace === venue)
        .filter((record) => record.submittedAt !== undefined && record.submittedAt >= since.toISOString())
        .map((record) => ({ reached: [...new Set(record.events.map((event) => event.to))] })),
  };
}

const generationOf = (record: Case) => Number(record.id.slice(record.id.lastIndexOf('~') + 1));

export function memoryQuotaStore(): QuotaStore {
  const counters = new Map<string, { used: number; takenBy?: string }>();
  const take: QuotaStore['take'] = async ({ key, by, count = 1 }, limit) => {
    const { used, takenBy } = counters.get(key) ?? { used: 0 };
    if (takenBy === by && count <= limit) return true;
    if (used + count > limit) return false;
    counters.set(key, { used: used + count, takenBy: by });
    return true;
  };
  return { take, add: async (taking) => void (await take(taking, Number.POSITIVE_INFINITY)) };
}

export function memoryAlertStore(): AlertStore {
  const claims = new Map<string, { until: number; sent: boolean }>();
  const kept = new Map<string, { alert: AlertJob; email: string | undefined }>();
  const keptKey = ({ brandId, at, alertId }: AlertJob, email = '') => [brandId, email, at, alertId].join('~');
  return {
    async claim(alertId, at, lastsMs = CLAIM_MS) {
      const claim = claims.get(alertId);
      if (claim && (claim.sent || claim.until > at.getTime())) return false;
      claims.set(alertId, { until: at.getTime() + lastsMs, sent: false });
      return true;
    },
    giveUp: async (alertId) => {
      const claim = claims.get(alertId);
      if (claim && !claim.sent) claims.set(alertId, { until: 0, sent: false });
    },
    confirm: async (alertId) => void claims.set(alertId, { until: 0, sent: true }),
    keep: async (alert, email) => void kept.set(keptKey(alert, email), { alert, email }),
    keptBefore: async (brandId, until, email) =>
      [...kept.values()]
        .filter((each) => each.email === email && each.alert.brandId === brandId)
        .map(({ alert }) => alert)
        .filter(({ at }) => at < until.toISOString())
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
    async drop(alerts, email) {
      for (const alert of alerts) kept.delete(keptKey(alert, email));
    },
  };
}

export function memoryModelStore(): ModelStore {
  const versions = new Map<string, { model: ScoringModel; storedAt: string }>();
  const proofs = new Map<string, Expediting>();
  let pointer: { version: string; promotedAt: string; pinned?: Pin } | undefined;
  let last: TrainingReport | undefined;
  const stored = async (version: string) => {
    const found = versions.get(version);
    return found && { model: structuredClone(found.model) };
  };
  const putVersion = async (model: ScoringModel, at: Date) => {
    const found = versions.get(model.version);
    if (found) return isDeepStrictEqual(found.model, model);
    versions.set(model.version, { model: structuredClone(model), storedAt: at.toISOString() });
    return true;
  };
  return {
    stored,
    putVersion,
    promoted: async () => pointer && { ...pointer, ...(await stored(pointer.version))! },
    async promote(model, replaces, at) {
      if (!(await putVersion(model, at))) return false;
      if (pointer?.version !== replaces || pointer?.pinned) return false;
      pointer = { version: model.version, promotedAt: at.toISOString() };
      return true;
    },
    versions: async () =>
      [...versions]
        .map(([version, { storedAt }]) => ({ version, storedAt }))
        .toSorted((a, b) => (a.storedAt < b.storedAt ? 1 : -1)),
    async pin(version, pinned) {
      const promotedAt = pointer?.version === version ? pointer.promotedAt : pinned.at;
      pointer = { version, promotedAt, pinned };
    },
    async unpin() {
      if (!pointer?.pinned) return false;
      pointer = { version: pointer.version, promotedAt: pointer.promotedAt };
      return true;
    },
    async putReport(report) {
      if (!last || last.at <= report.at) last = structuredClone(report);
    },
    report: async () => structuredClone(last),
    async putExpediting(brandId, expediting) {
      const before = proofs.get(brandId);
      if (!before || before.at <= expediting.at) proofs.set(brandId, expediting);
    },
    expediting: async (brandId) => structuredClone(proofs.get(brandId)),
  };
}
