import { at } from '#shared/extraction/json-path.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

/** The state that the page was rendered from: since 2026, 2023 to 2025, and before. */
export function pageState(doc: PageDocument): unknown {
  return (
    at(doc.state('_n.ctx.r'), 'appProps.pageProps.initialState') ??
    at(doc.state('#__PRELOADED_STATE__'), 'pageState.initialState') ??
    at(doc.state('#__PRELOADED_STATE__'), 'initialState') ??
    at(doc.state('window.__PRELOADED_STATE__'), 'initialState')
  );
}
