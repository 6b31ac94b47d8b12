import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Registered = { id: string; name: string; title: string; host: string };

type Entry = { file: string; add: (source: string, marketplace: Registered) => string };

/** Everywhere that a marketplace is named besides its own folder. */
const ENTRIES: readonly Entry[] = [
  { file: 'shared/marketplaces/index.ts', add: intoRegistry },
  { file: 'shared/marketplaces/confirmed.json', add: asUnproven },
  { file: 'shared/notices/programmes/report-form.ts', add: intoProgramme },
];

/** @returns the files written, relative to the project's root */
export function registerMarketplace(root: string, marketplace: Registered): string[] {
  for (const { file, add } of ENTRIES) {
    const path = join(root, file);
    writeFileSync(path, add(readFileSync(path, 'utf8'), marketplace));
  }
  return ENTRIES.map(({ file }) => file);
}

/** One import and one entry more, the entry before the first that comes later in the alphabet. */
function intoRegistry(source: string, { id, name }: Registered): string {
  const list = /(readonly Marketplace\[\] = \[)([^\]]*)(\])/;
  const [, , inside] = list.exec(source) ?? [];
  if (inside === undefined) throw new Error('shared/marketplaces/index.ts has no list of marketplaces');
  const names = inside
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const later = names.findIndex((other) => other.localeCompare(name) > 0);
  const entries = names.toSpliced(later < 0 ? names.length : later, 0, name);
  return source
    .replace(list, (_, start: string, __, end: string) => `${start}${entries.join(', ')}${end}`)
    .replace(/^import .* from '\.\//m, (line) => `import { ${name} } from './${id}/${id}.ts';\n${line}`);
}

/** No real page is known that its reader read right. */
function asUnproven(source: string, { id }: Registered): string {
  const days: Record<string, string | null> = { ...JSON.parse(source), [id]: null };
  const sorted = Object.entries(days).toSorted(([a], [b]) => a.localeCompare(b));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/** A host that no programme knows is one of which nothing may be sent; which countries it sells to is for whoever adds it to say. */
function intoProgramme(source: string, { title, host }: Registered): string {
  const line = `    ...countrySites('${title}', { '${host}': [] }),\n`;
  const sites = [...source.matchAll(/^ {4}\.\.\.countrySites\(['"](.+?)['"],/gm)];
  const at = sites.find(([, other]) => other!.localeCompare(title) > 0)?.index ?? source.indexOf('  ],\n  targets:');
  if (at < 0) throw new Error('shared/notices/programmes/report-form.ts has no list of sites');
  return source.slice(0, at) + line + source.slice(at);
}
