import type { ScoreJob } from '#shared/domain/messages.ts';
import { type TellServices, tellGivenUp } from '#shared/messaging/given-up.ts';

/** Its job goes to the dead letters: nobody may take its silence for a verdict. */
export const notJudged = ({ brandId, listing }: ScoreJob, services: TellServices): Promise<void> =>
  tellGivenUp({ brandId, work: 'score', what: `The offer at ${listing.url.slice(0, 300)} was not judged` }, services);
