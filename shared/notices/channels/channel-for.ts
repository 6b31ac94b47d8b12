import type { ChannelKind } from '#shared/domain/notice-record.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { PacketClient } from '#shared/messaging/packet-client.ts';
import type { Venue } from '../venue.ts';
import type { Channel } from './channel.ts';
import { createPacketChannel } from './packet.ts';
import { type NoticeReaderServices, notYet, webhookOf } from './reader-for.ts';

export type ChannelServices = NoticeReaderServices & { buildPacket: PacketClient };

/** How a programme's notices go. Where no program of ours speaks the venue's language, a person files a packet. */
export const CHANNEL_OF: Record<Programme['channel'], ChannelKind> = {
  webhook: 'webhook',
  packet: 'packet',
  email: 'packet',
  api: 'packet',
};

/** Every kind that a notice can be stored with; who asks about it later is in `readerFor`, by the same kind. */
const CHANNELS: Record<ChannelKind, (venue: Venue, services: ChannelServices) => Channel> = {
  webhook: webhookOf,
  packet: (_, { buildPacket }) => createPacketChannel(buildPacket),
  email: () => notYet('email'),
  api: () => notYet('api'),
};

export const channelFor = (kind: ChannelKind, venue: Venue, services: ChannelServices): Channel =>
  CHANNELS[kind](venue, services);
