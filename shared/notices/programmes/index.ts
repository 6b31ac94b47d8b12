import type { Known, Programme, Site } from '#shared/domain/programme.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { alibabaIpp } from './alibaba-ipp.ts';
import { amazonRav } from './amazon-rav.ts';
import { bazaar } from './bazaar.ts';
import { cloudflare } from './cloudflare.ts';
import { dsaArt16 } from './dsa-art16.ts';
import { ebayNoci } from './ebay-noci.ts';
import { etsyPortal } from './etsy-portal.ts';
import { jdIpr } from './jd-ipr.ts';
import { meliBpp } from './meli-bpp.ts';
import { metaTrademark } from './meta-trademark.ts';
import { reportForm } from './report-form.ts';
import { shopeeIp } from './shopee-ip.ts';
import { shopifyIp } from './shopify-ip.ts';
import { standaloneShop } from './standalone-shop.ts';
import { temuIp } from './temu-ip.ts';
import { tiktokShop } from './tiktok-shop.ts';
import { walmartBp } from './walmart-bp.ts';
import { wildberriesArbitration } from './wildberries-arbitration.ts';

/** Every programme that notices go through. An explicit list, so that adding one is one visible line. */
export const programmes: readonly Programme[] = [
  alibabaIpp,
  amazonRav,
  bazaar,
  cloudflare,
  dsaArt16,
  ebayNoci,
  etsyPortal,
  jdIpr,
  meliBpp,
  metaTrademark,
  reportForm,
  shopeeIp,
  shopifyIp,
  standaloneShop,
  temuIp,
  tiktokShop,
  walmartBp,
  wildberriesArbitration,
];

/** The programme of that id; of an id that is none the one of which nothing is known, so that a person decides. */
export function programmeById(id: string): Programme {
  return programmes.find((programme) => programme.id === id) ?? reportForm;
}

/**
 * Which of the programme's sites the address is on; the longest host wins. A programme for shops anywhere takes the address's own
 * host as its site, of whose countries nothing is known.
 */
export function siteOf(programme: Programme, url: string): Known<Site> {
  const host = URL.parse(url)?.hostname;
  if (!host) return 'unknown';
  const anywhere = programme.sites.find(({ hosts }) => hosts.length === 0);
  if (anywhere) return { ...anywhere, id: host, hosts: [host], label: host };
  const covering = programme.sites.flatMap((site) =>
    site.hosts.filter((suffix) => hostMatches(host, [suffix])).map((suffix) => ({ site, suffix })),
  );
  return covering.toSorted((a, b) => b.suffix.length - a.suffix.length)[0]?.site ?? 'unknown';
}

/** Venues change their forms without a word. */
const CHECK_EVERY_DAYS = 180;

/** Programmes whose facts are old enough to be read again, with a sentence for the analyst. */
export function outdated(now: Date, known: readonly Programme[] = programmes): { id: string; warning: string }[] {
  return known.flatMap(({ id, title, checked }) => {
    const days = Math.floor((now.getTime() - Date.parse(checked)) / DAY_MS);
    if (days <= CHECK_EVERY_DAYS) return [];
    return [
      { id, warning: `what is known of ${title} was checked ${days} days ago (${checked}): read its form again` },
    ];
  });
}
