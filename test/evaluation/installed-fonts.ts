import { execFileSync } from 'node:child_process';

/** Families that fontconfig knows, as `fc-list` names them; of all languages, or those that write the language. */
export function installedFonts(language?: string): string[] {
  const pattern = language ? [`:lang=${language}`, 'family'] : [':', 'family'];
  try {
    const lines = execFileSync('fc-list', pattern, { encoding: 'utf8' }).split('\n');
    return [...new Set(lines.flatMap((line) => line.split(',')).map((family) => family.trim()))]
      .filter(Boolean)
      .toSorted();
  } catch (error) {
    throw new Error('fc-list (Debian package fontconfig) is needed to tell which fonts are installed', {
      cause: error,
    });
  }
}

/** Which of the wanted fonts ("Lato 900 italic") have a family that is not installed: another font is drawn in their place. */
export function missingFonts(wanted: readonly string[], installed: readonly string[] = installedFonts()): string[] {
  const families = new Set(wanted.map((font) => font.replace(/ \d{3}( \w+)?$/, '')));
  return [...families].filter((family) => family && !installed.includes(family)).toSorted();
}
