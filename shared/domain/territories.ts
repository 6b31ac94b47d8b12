/** Member states of the European Union, where its trade marks and designs have effect (2026). */
export const EU_COUNTRIES: readonly string[] =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** Codes that stand for several countries, as offices of the WIPO standard ST.3 write them. */
const UNIONS: Readonly<Record<string, readonly string[]>> = {
  EU: EU_COUNTRIES,
  EM: EU_COUNTRIES,
  BX: ['BE', 'NL', 'LU'],
  OA: 'BF BJ CF CG CI CM GA GN GQ GW KM ML MR NE SN TD TG'.split(' '),
};
const OTHER_NAMES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/** Every country that the territories cover. WO alone covers none: an international registration is worth its designations. */
export function countriesOf(territories: readonly string[]): ReadonlySet<string> {
  return new Set(
    territories
      .flatMap((code) => UNIONS[code] ?? [OTHER_NAMES[code] ?? code])
      .filter((code) => code !== 'WO' && code !== 'IB'),
  );
}
