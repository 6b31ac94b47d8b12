import { siteAnswers } from '#shared/listing-page/listing-status.ts';
import type { Venue } from '#shared/notices/venue.ts';
import type { VerifyServices } from './services.ts';

/** Whether the venue's site shows us its ordinary pages; asked once per venue and tick. */
export type SiteCheck = (venue: Venue, brandId: string) => Promise<boolean>;

export function createSiteCheck({ pages, brands }: Pick<VerifyServices, 'pages' | 'brands'>): SiteCheck {
  const answers = new Map<string, Promise<boolean>>();
  const ask = async (venue: Venue, brandId: string): Promise<boolean> =>
    siteAnswers(venue, (await brands.get(brandId))?.name ?? brandId, pages);
  return (venue, brandId) => {
    const key = venue.site ?? venue.id;
    const known = answers.get(key) ?? ask(venue, brandId);
    answers.set(key, known);
    return known;
  };
}
