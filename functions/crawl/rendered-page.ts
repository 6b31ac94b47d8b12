import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { timeSegment } from '#shared/evidence/object-keys.ts';
import type { RenderClient } from '#shared/messaging/render-client.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

/** The page after its scripts ran, by way of the browser function and the bucket of pages, where both may reach it. */
export function createRenderPage(render: RenderClient, renderedPages: Pick<EvidenceStore, 'get'>, clock: Clock) {
  return async (url: string, allowedHosts: readonly string[]): Promise<string> => {
    const name = sha256Hex(url).slice(0, 32);
    const htmlKey = `rendered/${timeSegment(clock())}-${name}.html`;
    await render({ url, allowedHosts: [...allowedHosts], htmlKey });
    const html = await renderedPages.get(htmlKey);
    if (!html) throw new TransientError('the browser function left no page behind');
    return new TextDecoder().decode(html);
  };
}
