import type { Case } from '#shared/domain/case.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { Capture, Chain } from './chain.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { timeStampKey } from './time-stamp.ts';
import type { ZipEntry } from './zip-stream.ts';

const SUMS = 'SHA256SUMS';

/**
 * Everything that is kept of a case, as files that anybody can check without us: the case, every capture with its manifest as sealed, and
 * a list of hashes. One file in memory at a time. What is missing or was changed is left out and named.
 */
export async function* exportFiles(
  record: Case,
  chain: Chain,
  evidence: Pick<EvidenceStore, 'get'>,
): AsyncGenerator<ZipEntry> {
  const sums: string[] = [];
  const sealed = (path: string, bytes: Uint8Array): ZipEntry => {
    sums.push(`${sha256Hex(bytes)}  ${path}\n`);
    return { path, bytes };
  };
  yield sealed('00-READ-ME.txt', Buffer.from(readMe(record, chain)));
  yield sealed('case.json', Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
  const broken = new Set(chain.problems.map(({ key }) => key));
  for (const [index, capture] of chain.captures.entries()) {
    const keys = [capture.key, timeStampKey(capture.key), ...capture.manifest.items.map(({ key }) => key)];
    for (const key of keys.filter((each) => !broken.has(each))) {
      const bytes = await evidence.get(key);
      if (bytes) yield sealed(`${folderOf(capture, index)}/${nameOf(key, capture)}`, bytes);
    }
  }
  yield { path: SUMS, bytes: Buffer.from(sums.join('')) };
}

const folderOf = ({ manifest }: Capture, index: number): string =>
  `captures/${String(index + 1).padStart(2, '0')}-${manifest.capturedAt.slice(0, 19).replaceAll(':', '')}`;

/** A seller's page keeps an ending that no browser opens: its scripts would run on the desk of whoever looks. */
function nameOf(key: string, capture: Capture): string {
  if (key === capture.key) return 'manifest.json';
  if (key === timeStampKey(capture.key)) return 'manifest.json.tsr';
  const name = key.split('/').at(-1)!;
  return name.endsWith('.html') ? `${name}.txt` : name;
}

function readMe(record: Case, { captures, problems, isUnsealed }: Chain): string {
  const folders = captures.map((capture, index) => {
    const { manifest, sha256 } = capture;
    const missing = (manifest.missing ?? []).map(
      ({ kind, url, reason }) => `     without ${kind}${url ? ` ${url}` : ''}: ${reason}`,
    );
    return [`  ${folderOf(capture, index)}`, `     manifest.json ${sha256}`, ...missing].join('\n');
  });
  return `${[
    `Case ${record.id}`,
    `Offer ${record.listing.url}`,
    '',
    `${captures.length} captures, the oldest first:`,
    ...folders,
    '',
    ...(problems.length > 0
      ? [
          'NOT EVERYTHING IS AS IT WAS CAPTURED. These are missing or were changed since, and are left out; a capture older than a',
          'manifest named here is left out too:',
          ...problems.map(({ key, problem }) => `  ${problem}: ${key}`),
          '',
        ]
      : []),
    ...(isUnsealed
      ? ['The oldest capture is from before hashes of manifests were kept: its hash was taken later.', '']
      : []),
    'How to check it, in this folder:',
    '',
    `  1. sha256sum --check ${SUMS}`,
    '     says that every file is what was packed.',
    '  2. Each capture\'s manifest.json lists its files under "items" with the SHA-256 that was taken when they were captured:',
    '     hold them against step 1. (page.html and seller.html are called .html.txt here, so that no browser runs them.)',
    '  3. From the second capture on, "previous.sha256" in manifest.json is the SHA-256 of the manifest.json of the folder before:',
    '     sha256sum captures/*/manifest.json',
    `     The last one has to be ${record.evidence?.sha256 ?? 'unknown (none was kept)'},`,
    '     which is stored with the case ("evidence" in case.json).',
    '  4. Where manifest.json.tsr lies beside it, a time-stamping authority (RFC 3161) states when it saw that manifest. With its certificate:',
    '     openssl ts -verify -data manifest.json -in manifest.json.tsr -CAfile authority.pem',
    '',
  ].join('\n')}\n`;
}
