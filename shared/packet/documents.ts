import type { NoticeContent } from '#shared/domain/notice-content.ts';
import { endingOf } from './file-names.ts';
import type { PacketFile } from './packet-file.ts';

/** Certificates, class pages, extensions, translations, original photos: named by what they are. */
export const rightFiles = ({ right }: NoticeContent): PacketFile[] =>
  right.files.map(({ kind, territory, language, key, sha256 }, index) => {
    const name = [String(index + 1).padStart(2, '0'), kind, territory?.toLowerCase(), language]
      .filter(Boolean)
      .join('-');
    return { path: `30-right/${name}.${endingOf(key)}`, from: { key, sha256, as: 'none' } };
  });

export function authorityFiles({ authority }: NoticeContent): PacketFile[] {
  if (!authority?.file) return [];
  const { key, sha256, language } = authority.file;
  const name = ['01-authority', language].filter(Boolean).join('-');
  return [{ path: `31-authority/${name}.${endingOf(key)}`, from: { key, sha256, as: 'none' } }];
}
