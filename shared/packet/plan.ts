import type { PacketRequest } from '#shared/domain/packet.ts';
import { render } from '#shared/notices/legal-forms/render.ts';
import { declarationsOf } from '#shared/notices/legal-forms/sections.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { addressFiles, targetsTable } from './address-files.ts';
import { authorityFiles, rightFiles } from './documents.ts';
import { evidenceFiles } from './evidence-files.ts';
import { mustBeOwn } from './own-files.ts';
import type { PacketFile } from './packet-file.ts';
import { stepsPage } from './steps-page.ts';

/**
 * Every file of a packet but its manifest, in order of its name: what a person needs to file the notice at the venue's own form. Pure.
 * @throws InvalidMessageError when a file is named that is not this brand's: keys come from brand files, which people write
 */
export function packetFiles(request: PacketRequest): PacketFile[] {
  const { content, targets } = request;
  const addresses = addressFiles(targets, programmeById(content.programme));
  const texts = content.languages.map((language) => render(content, targets, language));
  const files: PacketFile[] = [
    ...texts.map(({ language, html }) => ({ path: `10-notice.${language}.html`, text: html })),
    ...addresses.map(({ path, text }) => ({ path, text })),
    targetsTable(targets),
    ...rightFiles(content),
    ...authorityFiles(content),
    ...targets.flatMap(evidenceFiles),
    { path: '91-declaration.txt', text: declarationText(request) },
  ];
  mustBeOwn(files, request.brandId, targets);
  const steps = stepsPage({ ...request, addresses, texts, paths: files.map(({ path }) => path) });
  return [{ path: '00-steps.html', text: steps }, ...files].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const declarationText = ({ content, reference }: PacketRequest): string =>
  content.languages
    .map((language) => {
      const { heading, lines } = declarationsOf(content, language);
      return `${[`${heading} (${reference})`, '', ...lines].join('\n')}\n`;
    })
    .join('\n');
