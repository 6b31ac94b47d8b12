import { sha256Hex } from '#shared/runtime/sha256.ts';

export type Sealed = {
  path: string;
  sha256: string;
  bytes: number;
  original?: { sha256: string; capturedAt?: string };
};

/** Before the first file. */
const START = '0'.repeat(64);

/** Each link seals the file and all before it: none can be changed, added or left out without every later link being another. */
export const nextLink = (link: string, { path, sha256 }: Pick<Sealed, 'path' | 'sha256'>): string =>
  sha256Hex(`${link}\n${path}\n${sha256}`);

/** `original`: what the owner keeps, where the packet holds a smaller or shorter form of it. */
export function manifestText(reference: string, sealed: readonly Sealed[]): string {
  let chain = START;
  const files = sealed.map((file) => {
    chain = nextLink(chain, file);
    return { ...file, chain };
  });
  const how =
    'chain = SHA-256 of "<chain before>\\n<path>\\n<sha256>" in hexadecimal digits; before the first file: 64 zeros';
  return `${JSON.stringify({ reference, how, files, seal: chain }, null, 2)}\n`;
}
