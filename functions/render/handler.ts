import type { RenderResult } from '#shared/domain/messages.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPageRenderer } from '#shared/fetching/page-renderer.ts';
import { s3 } from '#shared/runtime/clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { Env } from './env.ts';
import { render } from './render.ts';

// Trigger: invoked by crawl and submit. Reads: nothing. Writes: evidence bucket, pages bucket. The only function that runs a marketplace's
// scripts, so its role can do nothing else.
const env = readEnv(Env);
const { USER_AGENT: userAgent, ALLOWED_PRIVATE_ORIGINS: allowedPrivateOrigins, CHROME_PATH: chromePath } = env;
const fetcher = createHttpFetcher({ userAgent, allowedPrivateOrigins });
const renderer = createPageRenderer({ fetcher, userAgent, allowedPrivateOrigins, chromePath });
const evidence = createEvidenceStore(s3(), env.EVIDENCE_BUCKET);
const renderedPages = createEvidenceStore(s3(), env.PAGES_BUCKET);

export const handler = (event: unknown): Promise<RenderResult> => render(event, { renderer, evidence, renderedPages });
