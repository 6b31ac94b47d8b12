import { HOUR_MS } from '#shared/domain/time-units.ts';
import { digestOf, drafted } from '#shared/notices/approval.ts';
import { approveNotice, type PeopleServices } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import type { DeskContext } from './venue-desk.ts';

/**
 * Two people who share a desk and look every three hours: what waits for approval is approved, what is ready to file is filed at the
 * venue and said to be, now and then by both at once. Each files only what is still open where they look.
 */
export async function peopleAtWork(
  until: Date,
  { time, random, arrive, brandId }: DeskContext,
  services: PeopleServices,
): Promise<void> {
  const { notices } = services;
  const approve = async (by: string) => {
    for (const notice of (await notices.byBrand(brandId, 'draft')).notices) {
      if (!notice.windowClosed) continue;
      const digest = digestOf(notice, await notices.targetsOf(notice.id));
      await approveNotice(notice, { by, digest }, services);
    }
  };
  const file = async (by: string) => {
    for (const { id } of (await notices.byBrand(brandId, 'ready-to-file')).notices) {
      const notice = await notices.get(id);
      if (notice?.state !== 'ready-to-file') continue;
      const targets = drafted(await notices.targetsOf(id));
      const filed = await fileNotice(notice, { by, number: `V-${by}-${id}` }, services);
      // Who is told that it is filed already does not file it again.
      if ('notice' in filed && filed.notice.externalId === `V-${by}-${id}`) arrive(notice, targets);
    }
  };
  while (time.now() < until) {
    for (const by of ['jane', 'ida']) await approve(by);
    await Promise.all(['jane', 'ida'].map(file));
    await time.sleep(3 * HOUR_MS * (0.5 + random()));
  }
}
