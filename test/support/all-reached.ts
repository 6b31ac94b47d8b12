import type { AlertAddress } from '#shared/domain/alert-address.ts';
import type { BrandTopics } from '#shared/messaging/topic.ts';

const confirmed = async (_: string, emails: readonly string[]): Promise<AlertAddress[]> =>
  emails.map((email) => ({ email, state: 'confirmed' }));

/** Every address of every brand is confirmed. */
export const allReached: Pick<BrandTopics, 'addresses' | 'askAgain'> = { addresses: confirmed, askAgain: confirmed };
