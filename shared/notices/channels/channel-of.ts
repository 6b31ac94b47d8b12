import type { Brand } from '#shared/domain/brand.ts';
import type { ClaimKind } from '#shared/domain/claim.ts';
import type { ChannelKind, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { programmeById } from '../programmes/index.ts';

/** How a notice goes: the way that the brand has arranged with the venue, else the programme's own. */
export function channelOf(
  { id, channel, offers }: Programme,
  site: string,
  claim: ClaimKind,
  { enforcement }: Pick<Brand, 'enforcement'>,
): { kind: ChannelKind; to?: string } {
  const arranged = enforcement.channels.filter(
    ({ programme, site: only, by }) =>
      programme === id &&
      (only ?? site) === site &&
      // Whatever a venue takes from programs, a person can file by hand.
      (by === 'packet' || (offers?.[by]?.claims?.includes(claim) ?? offers?.[by])),
  );
  // What is said of one site goes before what is said of all.
  const chosen = arranged.find(({ site: only }) => only) ?? arranged[0];
  return chosen ? { kind: chosen.by, ...(chosen.to && { to: chosen.to }) } : { kind: channel };
}

/** What leaves by itself is looked at within the hour before, whatever the programme allows people who file. */
const SENT_FRESH_HOURS = 1;

/** How old the last look at an offer may be when a notice of this kind leaves, or is filed. */
export const freshHours = ({ freshHours: allowed }: Programme, kind: ChannelKind): number =>
  kind === 'packet' ? allowed : Math.min(allowed, SENT_FRESH_HOURS);

export const freshHoursOf = ({ content, channel }: NoticeRecord): number =>
  freshHours(programmeById(content.programme), channel);
