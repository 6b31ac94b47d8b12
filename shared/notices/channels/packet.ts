import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { render } from '../legal-forms/render.ts';
import { programmeById } from '../programmes/index.ts';
import type { Channel, NoticeReader } from './channel.ts';

/**
 * For venues that only persons can file at: the notice in each of the venue's languages, its addresses in files that one form takes, and
 * all of it as JSON. Nothing leaves; the notice waits until a person says that it was filed.
 */
export function createPacketChannel(evidence: Pick<EvidenceStore, 'put'>): Channel {
  return {
    ...packetReader,
    async send(notice, targets) {
      const folder = `packets/${notice.brandId}/${notice.id}/${notice.version}`;
      try {
        for (const [name, text] of packetFiles(notice, targets))
          await evidence.put(
            `${folder}/${name}`,
            text,
            name.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8',
          );
      } catch (error) {
        const reason = `the packet could not be stored: ${(error as Error).message}`;
        return { status: 'deferred', retryAfterMs: 10 * 60_000, reason };
      }
      return { status: 'ready-to-file', packetKey: `${folder}/notice.en.txt` };
    },
  };
}

/** Whether a person has filed it the person says, and nobody else can. */
export const packetReader: NoticeReader = {
  kind: 'packet',
  lookUp: async () => ({ found: 'cannot-tell', reason: 'a packet is filed by a person, who says so' }),
  answers: async () => undefined,
};

/** Addresses that one form takes where the venue says no number. */
const URLS_PER_FILE = 300;

export function packetFiles({ content, reference }: NoticeRecord, targets: readonly Target[]): [string, string][] {
  const statements = targets.map(({ statement }) => statement);
  const { max } = programmeById(content.programme).targets;
  const perFile = max === 'unknown' ? URLS_PER_FILE : Math.min(max, URLS_PER_FILE);
  const files = Array.from({ length: Math.ceil(statements.length / perFile) }, (_, index): [string, string] => [
    `urls-${String(index + 1).padStart(3, '0')}.txt`,
    `${statements
      .slice(index * perFile, (index + 1) * perFile)
      .map(({ url }) => url)
      .join('\n')}\n`,
  ]);
  return [
    ...files,
    ['notice.json', JSON.stringify({ reference, content, targets: statements }, null, 2)],
    ...content.languages.map((language): [string, string] => [
      `notice.${language}.txt`,
      render(content, statements, language).text,
    ]),
  ];
}
