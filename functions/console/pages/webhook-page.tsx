import { doerWords } from '#shared/cases/case-words.ts';
import { type Webhook, WebhookEvent, WebhookForm } from '#shared/domain/webhook.ts';
import type { Visitor } from '../services.ts';
import { Moment } from './coverage-words.tsx';
import { CsrfField, page } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';
import { Told } from './told.tsx';

export type WebhookView = {
  brand: { id: string; name: string };
  webhook: Webhook | undefined;
  /** Shown this once. */
  secret?: string;
  said?: string;
  refused?: string;
};

const FORMS: Record<WebhookForm, string> = {
  standard: 'signed events (Standard Webhooks)',
  slack: 'messages to Slack and its likes',
};
const EVENTS: Record<WebhookEvent, string> = {
  'case.opened': 'a new case',
  'case.critical': 'a new case that cannot wait',
  'case.relisted': 'a removed offer is back',
  'notice.waiting': 'a notice waits for approval',
  'notice.sent': 'a notice has left',
  'notice.refused': 'a venue refused a notice',
  'notice.counter-noticed': 'a seller objects',
  'notice.uncertain': 'nobody knows whether a notice arrived',
  'listing.removed': 'an offer was removed',
  'listing.not-removed': 'an offer was not removed',
  'store.closed': 'a store was closed',
  'task.due': 'a task is due',
  'sending.stopped': 'sending was stopped',
  'coverage.lost': 'a marketplace cannot be read any more',
  'work.failed': 'work on an offer or a notice failed on our side',
  test: 'a test',
};

/** Where a brand's news goes beside the mail: to an address of its own, or to Slack. */
export function webhookPage(
  visitor: Visitor,
  { brand: { id: brandId, name }, webhook, secret, said, refused }: WebhookView,
) {
  return page(
    visitor,
    { title: `${name}: webhook`, here: 'brand' },
    <>
      <p>
        <a href={`/brand?${new URLSearchParams({ brand: brandId })}`}>{name}</a>
      </p>
      <Told said={said} refused={refused} />
      {secret ? (
        <section class="warnings">
          <h2>The secret to check signatures with, shown this once</h2>
          <p>
            <code>{secret}</code>
          </p>
        </section>
      ) : null}
      {webhook ? <Current {...{ visitor, webhook }} /> : null}
      <SetForm {...{ visitor, brandId, webhook }} />
    </>,
  );
}

const Current = ({ visitor, webhook }: { visitor: Visitor; webhook: Webhook }) => {
  const { brandId, host, form, events, by, at, lastDelivery } = webhook;
  return (
    <section>
      <h2>
        News goes to <bdi>{host}</bdi>
      </h2>
      <p>
        As {FORMS[form]}; {events ? events.map((event) => EVENTS[event]).join(', ') : 'everything there is to tell'}.{' '}
        <span class="soft">
          Set by <bdi>{doerWords(by)}</bdi>, <Moment at={at} />
        </span>
      </p>
      <p>
        {lastDelivery ? (
          <>
            Last delivery, <Moment at={lastDelivery.at} />:{' '}
            <strong class={lastDelivery.ok ? 'good' : 'bad'}>{lastDelivery.ok ? 'taken' : 'not taken'}</strong>,{' '}
            <SellersText text={lastDelivery.said} />
          </>
        ) : (
          'Nothing was sent yet.'
        )}
      </p>
      <div class="deeds">
        <Deed {...{ visitor, brandId }} name="test" label="Send a test" />
        {form === 'standard' ? <Deed {...{ visitor, brandId }} name="rotate" label="New secret" /> : null}
        <Deed {...{ visitor, brandId }} name="remove" label="Send nothing more there" />
      </div>
    </section>
  );
};

type DeedProps = { visitor: Visitor; brandId: string; name: string; label: string };
const Deed = ({ visitor, brandId, name, label }: DeedProps) => (
  <form method="post" action={`/brand/webhook/${name}`}>
    <CsrfField token={visitor.session.csrfToken} />
    <input type="hidden" name="brand" value={brandId} />
    <button type="submit" class="quiet">
      {label}
    </button>
  </form>
);

const SetForm = ({ visitor, brandId, webhook }: { visitor: Visitor; brandId: string; webhook?: Webhook }) => (
  <section>
    <h2>{webhook ? 'Send it elsewhere' : 'Send news to an address'}</h2>
    <form method="post" action="/brand/webhook/set" class="decide">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={brandId} />
      <div class="bring">
        <label class="field">
          <span>Address; it may hold a secret, and only its host is shown afterwards</span>
          <input
            type="url"
            name="url"
            required
            maxlength={2000}
            placeholder="https://"
            autocomplete="off"
            data-secret
          />
        </label>
        <label class="field">
          <span>What it takes</span>
          <select name="form">
            {WebhookForm.options.map((form) => (
              <option value={form} selected={form === webhook?.form}>
                {FORMS[form]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset class="together">
        <legend>Tell of these; of everything where none is ticked</legend>
        <ul class="ticks">
          {WebhookEvent.options
            .filter((event) => event !== 'test')
            .map((event) => (
              <li>
                <label>
                  <input type="checkbox" name="events" value={event} checked={webhook?.events?.includes(event)} />
                  <span>{EVENTS[event]}</span>
                </label>
              </li>
            ))}
        </ul>
      </fieldset>
      <p>
        <button type="submit">Send it there</button>
      </p>
    </form>
  </section>
);
