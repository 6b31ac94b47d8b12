import { json, type VenueServer } from './venue-server.ts';

export type SesVenue = VenueServer & { messages: () => { raw: string; to: string[]; from: string }[] };

type Sending = {
  FromEmailAddress: string;
  Destination: { ToAddresses: string[] };
  Content: { Raw: { Data: string } };
  EmailTags?: { Name: string; Value: string }[];
};

/** Amazon SES v2's SendEmail: no idempotency key, and no way to ask for a message by anything of ours. */
export function sesVenue(): SesVenue {
  const messages: { raw: string; to: string[]; from: string; reference: string }[] = [];
  return {
    messages: () => messages,
    booked: () => messages.map(({ reference }) => reference),
    answer({ body }) {
      const { FromEmailAddress, Destination, Content, EmailTags } = json(body) as unknown as Sending;
      const raw = Buffer.from(Content.Raw.Data, 'base64').toString('utf8');
      const reference = EmailTags?.find(({ Name }) => Name === 'notice')?.Value ?? '';
      messages.push({ raw, to: Destination.ToAddresses, from: FromEmailAddress, reference });
      return { status: 200, body: { MessageId: `0100-${messages.length}` } };
    },
  };
}
