import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { StorePacketRequest } from '#shared/domain/packet.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import { referenceOf } from '#shared/notices/batches.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { storeStatement } from './statement.ts';

/** Venues look at examples; the statement names all. */
const MOST_SHOWN = 20;

/** What the packet of a store holds: the statement, and the evidence of the newest offers that were removed, as their notices had it. */
export async function storePacketRequest(
  file: StoreFile,
  brand: Brand,
  cases: readonly Case[],
  notices: Pick<NoticeStore, 'get' | 'getTarget'>,
): Promise<StorePacketRequest> {
  const shown = file.strikes.toReversed().slice(0, MOST_SHOWN);
  const kept = await Promise.all(
    shown.map(({ noticeId, caseId }) => (noticeId ? notices.getTarget(noticeId, caseId) : undefined)),
  );
  const targets = kept.filter((target) => target !== undefined);
  const newest = targets[0] && (await notices.get(targets[0].noticeId));
  return {
    storePacket: {
      brandId: file.brandId,
      reference: referenceOf(file.id),
      programme: programmeOf(file.marketplaces[0]!).id,
      account: file.sellerId,
      ...(file.sellerName && { name: file.sellerName }),
      ...(file.url && { url: file.url }),
      statement: storeStatement(file, brand, cases),
      ...(newest && { content: newest.content }),
      targets: targets.map(({ statement }) => statement),
    },
  };
}
