// /ad/<category>/<id> since 2023, /<category>/<id>.htm before; a stray "/" may follow.
export const AD_ID = /\/(\d{8,12})(?:\.htm)?\/?(?:[?#]|$)/;

export function adUrl(id: string): string {
  return `https://www.leboncoin.fr/vi/${id}.htm`;
}
