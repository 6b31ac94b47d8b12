import { all, attribute } from '#shared/extraction/dom.ts';
import { parseJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';

/**
 * State of the page's widgets by name ("searchResultsV2"): `<div id="state-NAME-…" data-state="{…}">` in a page,
 * `widgetStates` of strings in an answer of the composer API.
 */
export function widgetStates(doc: PageDocument, name: string): unknown[] {
  const ofAnswer = at(doc.json, 'widgetStates');
  const written = isObject(ofAnswer)
    ? Object.entries(ofAnswer).flatMap(([key, state]) => (key.startsWith(`${name}-`) ? state : []))
    : all(doc.root, `[id^="state-${name}-"][data-state]`).map((element) => attribute(element, 'data-state'));
  return written.flatMap((state) => (typeof state === 'string' ? (parseJson(state) ?? []) : []));
}

export function widgetState(doc: PageDocument, name: string): unknown {
  return widgetStates(doc, name)[0];
}
