import type { Programme } from '#shared/domain/programme.ts';
import { EU_COUNTRIES } from '#shared/domain/territories.ts';
import { WORLDWIDE } from './countries.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

const region = (id: string, host: string, countries: string[]) => ({
  id,
  hosts: [host],
  countries,
  label: `Temu (${host})`,
});

/** One right per complaint. Fair use (compatibility) and customised genuine goods are not removed. */
export const temuIp: Programme = {
  id: 'temu-ip',
  title: 'Temu: intellectual property complaint',
  door: 'unknown',
  checked: '2026-11-29',
  sources: [
    'temu.com/intellectual-property-policy.html',
    'temu.com/uk/intellectual-property-policy.html',
    'snapdragon-ip.com',
  ],
  confidence: { 'targets.max': 'excerpt', batchBy: 'excerpt', declarations: 'excerpt' },
  channel: 'packet',
  account: { who: 'both', documents: ['a Temu account'] },
  // Regions are folders of one host, which buyers switch by hand: the address alone does not say where an offer is sold.
  sites: [
    region('temu-eu', 'eur.temu.com', [...EU_COUNTRIES]),
    { ...region('temu', 'temu.com', WORLDWIDE), isGlobal: true },
  ],
  targets: { max: 200, url: /-g-\d+\.html|\/goods\.html\?(?:.*&)?goods_id=\d+/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'complete', 'perjury', 'authority'],
  legalForm: 'trademark',
  readBack: 'none',
  ...PACKET_AGES,
};
