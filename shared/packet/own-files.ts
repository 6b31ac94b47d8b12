import type { TargetStatement } from '#shared/domain/notice-content.ts';
import { documentFolder } from '#shared/evidence/document-kinds.ts';
import { caseFolder } from '#shared/evidence/evidence-store.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';
import type { PacketFile } from './packet-file.ts';

/** @throws InvalidMessageError when a file is named that is not this brand's: keys come from brand files, which people write */
export function mustBeOwn(
  files: readonly PacketFile[],
  brandId: string,
  targets: readonly Pick<TargetStatement, 'caseId'>[],
): void {
  const own = [documentFolder(brandId), ...targets.map(({ caseId }) => caseFolder(brandId, caseId))];
  for (const file of files) {
    if ('text' in file) continue;
    const { key } = file.from;
    const isOwn = own.some((folder) => key.startsWith(folder)) && !key.split('/').includes('..');
    if (!isOwn) throw new InvalidMessageError(`packet request: ${key} is no file of brand ${brandId}`);
  }
}
