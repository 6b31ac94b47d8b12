import type { PrintResult, RenderResult } from '#shared/domain/messages.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createFetchingServices } from '#shared/fetching/fetching-services.ts';
import { createPageRenderer } from '#shared/fetching/page-renderer.ts';
import { printHtml } from '#shared/fetching/print-html.ts';
import { dynamo, s3 } from '#shared/runtime/clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { createPaceStore } from '#shared/stores/pace-store.ts';
import { Env } from './env.ts';
import { renderOrPrint } from './render.ts';

// Trigger: invoked by crawl, capture, submit, and by digest for our own reports. The only function that runs a marketplace's scripts, so its role can do nothing else.
const env = readEnv(Env);
const { USER_AGENT: userAgent, ALLOWED_PRIVATE_ORIGINS: allowedPrivateOrigins, CHROME_PATH: chromePath } = env;
// The proxy, robots.txt and the pace hold for the browser as for every other way to a marketplace.
const { fetcher, admit } = await createFetchingServices(env, createPaceStore(dynamo(), env.PACE_TABLE), 'notice');
const renderer = createPageRenderer({ fetcher, admit, userAgent, allowedPrivateOrigins, chromePath });
const evidence = createEvidenceStore(s3(), env.EVIDENCE_BUCKET);
const renderedPages = createEvidenceStore(s3(), env.PAGES_BUCKET);

const print = (html: string) => printHtml(html, chromePath);

export const handler = (event: unknown): Promise<RenderResult | PrintResult> =>
  renderOrPrint(event, { renderer, evidence, renderedPages, print });
