import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { getConnInfo, handle, type LambdaContext } from 'hono/aws-lambda';
import * as z from 'zod';
import { badDay } from '#infra/local/bazaar/bad-day.ts';
import { openShop } from '#infra/local/bazaar/shop.ts';
import { buildSite } from '#infra/local/bazaar/site.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { readChannelSecrets } from '#shared/messaging/channel-secrets.ts';
import { dynamo, secrets } from '#shared/runtime/clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { bookOf, noticeTable } from './notice-table.ts';

// Trigger: its own address. The sample marketplace opens anew for every request, with the notices that were booked before.
const env = readEnv(z.object({ NOTICE_BOOK_TABLE: z.string(), CHANNEL_SECRET_ARN: z.string() }));
const { bazaar: secret } = await readChannelSecrets(secrets(), env.CHANNEL_SECRET_ARN);
const table = noticeTable(dynamo(), env.NOTICE_BOOK_TABLE);
const SEED = 'smoke';

export const handler = async (event: APIGatewayProxyEventV2, context: LambdaContext) => {
  if (!secret) throw new Error('the secret of the channels holds no key "bazaar"');
  const yesterday = new Date((Math.floor(Date.now() / DAY_MS) - 1) * DAY_MS); // alike in every instance
  const book = bookOf(await table.read(), yesterday);
  const shop = openShop(SEED, book, () => new Date());
  const clientOf = (request: Parameters<typeof getConnInfo>[0]) => getConnInfo(request).remote.address;
  const answer = await handle(buildSite({ shop, secret, day: badDay(), clientOf }))(event as never, context);
  await table.keep(book.added);
  return answer;
};
