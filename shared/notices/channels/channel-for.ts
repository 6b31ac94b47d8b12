import type { ChannelKind, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Mailer } from '#shared/messaging/mailer.ts';
import type { PacketClient } from '#shared/messaging/packet-client.ts';
import type { Venue } from '../venue.ts';
import type { Channel } from './channel.ts';
import { createEmailChannel } from './email.ts';
import { createPacketChannel } from './packet.ts';
import { apiOf, type NoticeReaderServices, webhookOf } from './reader-for.ts';

export type ChannelServices = NoticeReaderServices & {
  buildPacket: PacketClient;
  /** Absent where no address to send from is set up. */
  mailer: Mailer | undefined;
};

type MakeChannel = (notice: NoticeRecord, venue: Venue, services: ChannelServices) => Channel;

/** Every kind that a notice can be stored with; who asks about it later is in `readerFor`, by the same kind. */
const CHANNELS: Record<ChannelKind, MakeChannel> = {
  webhook: webhookOf,
  packet: (_notice, _venue, { buildPacket }) => createPacketChannel(buildPacket),
  email: (_notice, _venue, services) => createEmailChannel(services),
  api: apiOf,
};

export const channelFor = (notice: NoticeRecord, venue: Venue, services: ChannelServices): Channel =>
  CHANNELS[notice.channel](notice, venue, services);
