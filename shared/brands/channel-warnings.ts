import type { Brand } from '#shared/domain/brand.ts';
import { programmes } from '#shared/notices/programmes/index.ts';
import type { BrandWarning } from './brand-warning.ts';

/** What was arranged with a venue and can never be used: its notices go the usual way. */
export function* channelWarnings({ enforcement: { channels } }: Brand): Generator<BrandWarning> {
  for (const [index, { programme: id, by, site }] of channels.entries()) {
    const path = ['enforcement', 'channels', index];
    const programme = programmes.find((each) => each.id === id);
    if (!programme) {
      yield {
        path: [...path, 'programme'],
        message: `"${id}" is none of ${programmes.map((each) => each.id).join(', ')}`,
      };
      continue;
    }
    if (by !== 'packet' && !programme.offers?.[by])
      yield {
        path: [...path, 'by'],
        message: `${programme.title} takes nothing by ${by} from us: its notices stay packets`,
      };
    const isAnyShop = programme.sites.some(({ hosts }) => hosts.length === 0);
    if (site && !isAnyShop && !programme.sites.some((each) => each.id === site))
      yield { path: [...path, 'site'], message: `"${site}" is no site of ${programme.title}` };
  }
}
