import * as z from 'zod';
import { Webhook, WebhookEvent, WebhookForm } from '#shared/domain/webhook.ts';
import { operation } from './operation.ts';

/** As it is shown: the address may hold a secret, and only its host is said. */
const Shown = Webhook.omit({ sealedUrl: true });
/** `secret`: what the receiver checks signatures with; said now and never again. */
const WithSecret = z.object({ webhook: Shown, secret: z.string().optional() });
const PATH = '/brands/{id}/webhook';

export const webhookOperations = {
  get: operation({
    id: 'getWebhook',
    method: 'get',
    path: PATH,
    summary: "Where the brand's news goes, and how the last delivery went",
    permission: 'administer',
    about: 'brand',
    answer: z.object({ webhook: Shown.optional() }),
  }),
  put: operation({
    id: 'putWebhook',
    method: 'put',
    path: PATH,
    summary: "Sends the brand's news to an address: signed events (Standard Webhooks), or what Slack takes",
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({
      url: z.url({ protocol: /^https$/, error: 'an address with https' }).max(2000),
      form: WebhookForm.default('standard'),
      /** Absent: all of them. */
      events: z.array(WebhookEvent).min(1).optional(),
    }),
    answersSecret: true,
    answer: WithSecret,
  }),
  rotate: operation({
    id: 'rotateWebhookSecret',
    method: 'post',
    path: `${PATH}/rotate`,
    summary: 'A new signing secret; for a day events are signed with the old one too',
    permission: 'administer',
    about: 'brand',
    answersSecret: true,
    answer: WithSecret,
  }),
  test: operation({
    id: 'testWebhook',
    method: 'post',
    path: `${PATH}/test`,
    summary: 'Sends a test event; getWebhook says how that went',
    permission: 'administer',
    about: 'brand',
    answer: z.object({ id: z.string() }),
    statuses: [202],
  }),
  remove: operation({
    id: 'removeWebhook',
    method: 'delete',
    path: PATH,
    summary: 'Nothing more goes there',
    permission: 'administer',
    about: 'brand',
    answer: z.object({ removed: z.boolean() }),
  }),
};
