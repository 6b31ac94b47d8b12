import type { StorePacketRequest } from '#shared/domain/packet.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { addressFiles, targetsTable } from './address-files.ts';
import { authorityFiles, rightFiles } from './documents.ts';
import { evidenceFiles, unopenedSaid } from './evidence-files.ts';
import { mustBeOwn } from './own-files.ts';
import type { PacketFile } from './packet-file.ts';
import type { Step } from './steps.ts';
import { stepsDocument } from './steps-page.ts';

type StorePacket = StorePacketRequest['storePacket'];

/**
 * Every file of a store's packet but its manifest, in order of its name: what a person needs to ask the venue to close it. Pure.
 * @throws InvalidMessageError when a file is named that is not this brand's
 */
export function storePacketFiles(packet: StorePacket): PacketFile[] {
  const { content, targets, statement, programme: id, reference } = packet;
  const programme = programmeById(id);
  const files: PacketFile[] = [
    { path: '10-statement.html', text: statement },
    ...(targets.length > 0 ? [...addressFiles(targets, programme), targetsTable(targets)] : []),
    ...(content ? [...rightFiles(content), ...authorityFiles(content)] : []),
    ...targets.flatMap(evidenceFiles),
  ];
  mustBeOwn(files, packet.brandId, targets);
  const steps = stepsDocument({
    heading: `Ask ${programme.title} to close a store`,
    reference,
    about: packet.name ? `${packet.name} (${packet.account})` : packet.account,
    steps: stepsOf(packet, files),
    checked: programme.checked,
  });
  return [{ path: '00-steps.html', text: steps }, ...files].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function stepsOf(
  { programme: id, account, name, url, targets, reference }: StorePacket,
  files: readonly PacketFile[],
): Step[] {
  const { door, title, storeClaim } = programmeById(id);
  const beginning = (start: string) => files.flatMap(({ path }) => (path.startsWith(start) ? path : []));
  const papers = [...beginning('30-'), ...beginning('31-')];
  return [
    {
      title: `Find where ${title} takes complaints about a whole store`,
      ...(door === 'unknown'
        ? { missing: ['Where that is, is not known to us: find it on the site and check that it is the real one.'] }
        : { fields: [{ label: 'Where its forms are', value: door }] }),
      ...(storeClaim ? { say: [`Its own reasons: ${storeClaim.reasons.join('; ')}.`] } : {}),
    },
    {
      title: 'Name the store',
      fields: [
        { label: 'Account', value: account },
        ...(name ? [{ label: 'Name shown', value: name }] : []),
        ...(url ? [{ label: "The store's page", value: url }] : []),
        { label: 'Our reference', value: reference },
      ],
    },
    {
      title: 'Read the statement, sign it, hand it in',
      attach: ['10-statement.html', ...beginning('20-'), ...beginning('21-')],
    },
    {
      title: 'Show your right and your authority',
      attach: papers,
      ...(papers.length === 0 && {
        missing: ['No certificate and no power of attorney is kept: attach your own copies.'],
      }),
    },
    {
      title: `Show what was removed: ${targets.length} ${targets.length === 1 ? 'offer' : 'offers'}`,
      say: unopenedSaid(beginning('4')),
      attach: beginning('4'),
      ...(targets.length === 0 && {
        missing: ['The notices of its offers are not kept any more: the statement alone names them.'],
      }),
    },
    {
      title: 'Say that you asked',
      say: ['In the console, on the page of the seller, or: npx markwarden store say ID filed --why "…" --number "…".'],
    },
  ];
}
