import { doerWords } from '#shared/cases/case-words.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { STORE_TRANSITIONS, type StoreFile, type StoreFinding, type StoreState } from '#shared/domain/store-file.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import { thresholdOf } from '#shared/store-files/strikes.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

export const STORE_WORDS: Record<StoreState, string> = {
  watch: 'watched',
  ready: 'ready to file',
  filed: 'closure asked for',
  closed: 'closed',
  kept: 'kept by the venue',
};

const SAYING: Record<StoreState, string> = {
  watch: 'Back to watching',
  ready: '',
  filed: 'Closure was asked for',
  closed: 'The store is closed',
  kept: 'The venue keeps it',
};

const LOOK_WORDS: Record<StoreFinding, string> = {
  open: 'shows the seller',
  closed: 'says that the store is closed',
  absent: 'is not there, which alone says nothing of the venue',
  unknown: 'could not be read',
};

/** Strikes, what may be done about the store, and what was. */
export const StoreFileSection = ({ visitor, file, back }: { visitor: Visitor; file: StoreFile; back: string }) => {
  const { accepted, windowDays, whose } = thresholdOf(programmeOf(file.marketplaces[0]!));
  return (
    <section id="store">
      <h2>The store: {STORE_WORDS[file.state]}</h2>
      <p>
        <strong>
          {file.counted} {file.counted === 1 ? 'strike' : 'strikes'}
        </strong>{' '}
        in {windowDays} days; closure can be asked for from {accepted} on (
        {whose === 'venue' ? "the venue's threshold" : 'our own threshold: the venue names none'});{' '}
        {file.strikes.length} offers removed after a notice in all.
      </p>
      {file.look ? (
        <p>
          Its page <strong>{LOOK_WORDS[file.look.finding]}</strong> since{' '}
          <time datetime={file.look.since}>{minuteOf(file.look.since)}</time>, looked at last{' '}
          <time datetime={file.look.at}>{minuteOf(file.look.at)}</time>: <SellersText text={file.look.why} most={400} />
        </p>
      ) : null}
      <p>
        <a href={`/seller/statement?${new URLSearchParams({ file: file.id })}`} download>
          Statement for the venue
        </a>{' '}
        · <a href={`/seller/packet?${new URLSearchParams({ file: file.id })}`}>Packet to file (zip)</a>
      </p>
      <ol class="history">
        {file.events.map(({ at, to, by, why }) => (
          <li>
            <time datetime={at}>{minuteOf(at)}</time> <strong>{STORE_WORDS[to]}</strong> by <bdi>{doerWords(by)}</bdi>:{' '}
            <SellersText text={why} most={400} />
          </li>
        ))}
      </ol>
      {visitor.access.may(NEEDS.handleStore, file.brandId) ? (
        <form method="post" action="/seller/say" class="bring">
          <CsrfField token={visitor.session.csrfToken} />
          <input type="hidden" name="file" value={file.id} />
          <input type="hidden" name="back" value={back} />
          <label class="field">
            <span>Because</span>
            <input type="text" name="why" maxlength={1000} required autocomplete="off" />
          </label>
          <label class="field">
            <span>The venue's number, if it gave one</span>
            <input type="text" name="number" maxlength={200} autocomplete="off" />
          </label>
          <p class="deeds">
            {STORE_TRANSITIONS[file.state].map((state) => (
              <button type="submit" name="state" value={state} class="quiet">
                {SAYING[state]}
              </button>
            ))}
          </p>
        </form>
      ) : null}
    </section>
  );
};
