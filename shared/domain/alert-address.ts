import * as z from 'zod';

/**
 * An address of a brand's alerts, as SNS has it. `unconfirmed`: nobody has clicked the link in SNS's mail yet. `ended`: SNS has no
 * subscription of it: it was not confirmed in time, somebody unsubscribed by a link in a mail, or SNS gave it up.
 */
export const AlertAddress = z.object({ email: z.email(), state: z.enum(['confirmed', 'unconfirmed', 'ended']) });
export type AlertAddress = z.infer<typeof AlertAddress>;

export const isReached = ({ state }: AlertAddress): boolean => state === 'confirmed';

const WORDS: Record<AlertAddress['state'], string> = {
  confirmed: 'confirmed',
  unconfirmed: 'NOT confirmed: nobody has clicked the link in the mail from AWS Notifications yet',
  ended: 'NOT subscribed any more: never confirmed, unsubscribed by a link in a mail, or given up by SNS',
};

export const addressWords = ({ state }: AlertAddress): string => WORDS[state];
