import type { EvidenceRef, TargetStatement } from '#shared/domain/notice-content.ts';
import { endingOf, itemFolder } from './file-names.ts';
import type { Conversion, PacketFile } from './packet-file.ts';

type Place = { folder: string; name: string; ending?: string; as: Conversion };

/** A page of the seller's keeps an ending that no browser opens: its scripts would run on the desk of the person who files. */
const PLACES: Record<string, Place> = {
  screenshot: { folder: '40-evidence', name: 'screenshot', ending: 'webp', as: 'webp' },
  page: { folder: '40-evidence', name: 'page.html', ending: 'txt', as: 'none' },
  listing: { folder: '40-evidence', name: 'listing', ending: 'json', as: 'listing' },
  headers: { folder: '40-evidence', name: 'headers', ending: 'txt', as: 'none' },
  picture: { folder: '40-evidence', name: 'picture', ending: 'webp', as: 'webp' },
  'seller-page': { folder: '40-evidence', name: 'seller.html', ending: 'txt', as: 'none' },
  'official-picture': { folder: '41-comparison', name: 'official', ending: 'webp', as: 'webp' },
  comparison: { folder: '41-comparison', name: 'comparison', ending: 'webp', as: 'webp' },
  'test-buy': { folder: '42-test-buy', name: 'test-buy', as: 'none' },
};

/** No browser opens it: what no decoder of ours takes for a picture may be anything. */
export const unopenedPath = (path: string): string => path.replace(/\.webp$/, '.bin');

/** For the person who attaches: whether a picture can be opened shows only when the packet is packed. */
export const unopenedSaid = (paths: readonly string[]): string[] =>
  paths.some((path) => path.endsWith('.webp'))
    ? [
        'A picture that cannot be opened is there as it was captured, its name ending in .bin instead of .webp; it is in no comparison.',
      ]
    : [];

/** What was captured of one offer, in its folder; several of a kind are numbered. */
export function evidenceFiles({ evidence, itemId }: TargetStatement, index: number): PacketFile[] {
  const seen = new Map<string, number>();
  const files = evidence.map((reference) => {
    const count = (seen.get(reference.kind) ?? 0) + 1;
    seen.set(reference.kind, count);
    return fileOf(reference, itemFolder(index, itemId), count);
  });
  return [...files, ...comparison(evidence, itemFolder(index, itemId))];
}

/** What is genuine on the left and what is offered on the right, as one picture: forms take few files. */
function comparison(evidence: readonly EvidenceRef[], item: string): PacketFile[] {
  const [official, offered] = ['official-picture', 'picture'].map((kind) =>
    evidence.find((each) => each.kind === kind),
  );
  if (!official || !offered) return [];
  const { key, sha256, capturedAt } = official;
  const beside = { key: offered.key, sha256: offered.sha256 };
  const path = `41-comparison/${item}/official-left-offered-right.webp`;
  return [{ path, from: { key, sha256, as: 'beside', beside, capturedAt } }];
}

function fileOf({ kind, key, sha256, capturedAt }: EvidenceRef, item: string, count: number): PacketFile {
  const {
    folder,
    name,
    ending = endingOf(key),
    as,
  } = PLACES[kind] ?? {
    folder: '40-evidence',
    name: 'other',
    as: 'none',
  };
  const numbered = count === 1 ? name : `${name}-${count}`;
  return { path: `${folder}/${item}/${numbered}.${ending}`, from: { key, sha256, as, capturedAt } };
}
