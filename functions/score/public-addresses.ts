import type { Brand } from '#shared/domain/brand.ts';
import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';

/**
 * Whether a contact is a mail address that any offer may give: the brand's own service, or the marketplace's. Honest sellers
 * write those too ("warranty: support@…"), so sharing one ties nobody to anybody.
 */
export function isPublicAddress(handle: string, brand: Brand): boolean {
  if (!handle.startsWith('email:')) return false;
  const address = handle.slice('email:'.length);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const { addresses, hosts } = ownAddresses(brand);
  if (addresses.includes(address)) return true;
  // At a mail provider everybody has an address, whichever host of it the brand or a marketplace uses besides.
  if (MAIL_PROVIDERS.test(domain)) return false;
  return isBeside(domain, hosts) || isBeside(domain, VENUE_HOSTS);
}

const MAIL_PROVIDERS =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|aol|gmx|web|mail|inbox|yandex|ya|proton|protonmail|qq|foxmail|163|126|sina|aliyun|naver|daum|hanmail)\.[a-z.]{2,6}$/;

const VENUE_HOSTS = marketplaces.flatMap(({ hosts, imageHosts = [] }) => [...hosts, ...imageHosts]);

/** The host's own domain, one below it, or one above: mail is rarely at "www". */
const isBeside = (domain: string, hosts: readonly string[]): boolean =>
  hostMatches(domain, hosts) || hosts.some((host) => hostMatches(host, [domain]));

function ownAddresses({ contacts, alerts, marks, rights = [], fingerprint }: Brand): {
  addresses: string[];
  hosts: string[];
} {
  const mails = [contacts.rightsOwner?.email, contacts.reporter?.email, ...alerts.emails];
  const addresses = mails.flatMap((mail) => (mail ? [mail.toLowerCase()] : []));
  const pages = [
    ...marks.map(({ certificateUrl }) => certificateUrl),
    ...rights.flatMap(({ certificateUrl, ownUrls }) => [certificateUrl, ...ownUrls]),
    ...fingerprint.images,
    ...fingerprint.products.flatMap(({ images }) => images),
  ].flatMap((url) => URL.parse(url ?? '')?.hostname || []);
  const domains = addresses.map((address) => address.slice(address.lastIndexOf('@') + 1));
  return { addresses, hosts: [...new Set([...domains, ...pages.map((host) => host.replace(/^www\./, ''))])] };
}
