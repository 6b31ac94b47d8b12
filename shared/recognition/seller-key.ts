import { nameKey } from './same-name.ts';

/**
 * What an entry of the list of authorised sellers may stand for: the account as it is written, and of the address of its profile the
 * last part, where the venues have the account.
 */
export function sellerKeys(entry: string): string[] {
  const address = /^https?:\/\//i.test(entry.trim()) ? URL.parse(entry.trim()) : null;
  if (!address) return [nameKey(entry)].filter(Boolean);
  const parts = [...address.pathname.split('/'), ...address.searchParams.values()].filter(Boolean);
  const last = address.searchParams.size > 0 ? parts : parts.slice(-1);
  return last.map((part) => nameKey(decoded(part).replace(/\.html?$/i, ''))).filter(Boolean);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
