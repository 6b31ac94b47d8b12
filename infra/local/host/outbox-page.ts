import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { OutboxMessage } from './outbox.ts';

/** The e-mails as a person reads them, newest first. Their texts hold what strangers wrote: everything is escaped. */
export function outboxPage(messages: readonly OutboxMessage[]): HtmlEscapedString | Promise<HtmlEscapedString> {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>E-mails (${messages.length})</title>
<style>
:root{color-scheme:light dark;--ink:#16202b;--soft:#5a6877;--line:#d9e0e7;--paper:#fff;--ground:#f4f6f8}
@media (prefers-color-scheme:dark){:root{--ink:#e7edf3;--soft:#9aa8b6;--line:#2c3742;--paper:#161d24;--ground:#0f151a}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.4rem;margin:0}p{margin:.2rem 0 1.2rem;color:var(--soft)}
details{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;margin:0 0 .5rem}
summary{cursor:pointer;padding:.7rem 1rem;font-weight:600;overflow-wrap:anywhere}
summary small{display:block;font-size:.85rem;font-weight:400;color:var(--soft)}
pre{margin:0;padding:.9rem 1rem;border-top:1px solid var(--line);font:.9rem/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
</style>
</head>
<body><main>
<h1>E-mails</h1>
<p>${messages.length === 0 ? 'None yet.' : `${messages.length}, newest first. On AWS, SNS and SES deliver them; here they are kept.`}</p>
${messages
  .toReversed()
  .map(
    ({ at, to, subject, body }, i) =>
      html`<details${i === 0 ? html` open` : ''}><summary>${subject}<small>to ${to.join(', ')} · ${at.slice(0, 10)} ${at.slice(11, 16)} UTC</small></summary><pre>${body}</pre></details>`,
  )}
</main></body></html>`;
}
