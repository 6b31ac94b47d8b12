import type { Case } from '#shared/domain/case.ts';
import { minuteOf } from '#shared/domain/days.ts';
import type { CaseEvidence } from '#shared/evidence/case-evidence.ts';
import { evidenceAddress } from '../evidence.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { SellersText, webAddress } from './sellers-text.tsx';

type Capture = CaseEvidence['captures'][number];
type Item = Capture['items'][number];

/** What was captured of the offer: then and now side by side, everything as files, and whether it is what was captured. */
export function EvidenceViewer({
  visitor,
  record,
  evidence,
}: {
  visitor: Visitor;
  record: Case;
  evidence: CaseEvidence;
}) {
  const [first] = evidence.captures;
  const latest = evidence.captures.at(-1);
  const broken = new Set(evidence.problems.map(({ key }) => key));
  return (
    <section aria-labelledby="evidence" class="evidence">
      <h2 id="evidence">Evidence</h2>
      <Verified evidence={evidence} />
      {evidence.failed ? (
        <p class="note">
          The last try to capture it failed ({minuteOf(evidence.failed.at)}):{' '}
          <SellersText text={evidence.failed.why} most={300} />
        </p>
      ) : null}
      {first && latest ? (
        <div class="then-and-now">
          <OneCapture {...{ record, broken }} capture={first} label={first === latest ? 'Captured' : 'Then'} />
          {first === latest ? null : <OneCapture {...{ record, broken }} capture={latest} label="Now" />}
        </div>
      ) : null}
      {evidence.captures.length > 2 ? (
        <details>
          <summary>{evidence.captures.length - 2} more in between</summary>
          <div class="then-and-now">
            {evidence.captures.slice(1, -1).map((capture) => (
              <OneCapture {...{ record, broken }} capture={capture} label="Captured" />
            ))}
          </div>
        </details>
      ) : null}
      <div class="deeds">
        {visitor.access.may('review', record.brandId) ? (
          <Deed visitor={visitor} id={record.id} action="/case/capture" label="Capture it as it is now" />
        ) : null}
        {latest ? (
          <Deed visitor={visitor} id={record.id} action="/case/export" label="Export everything (zip)" />
        ) : null}
      </div>
    </section>
  );
}

function Verified({ evidence: { captures, verified, problems, isUnsealed } }: { evidence: CaseEvidence }) {
  if (problems.length > 0)
    return (
      <div class="said bad" role="alert">
        <p>
          Not everything is as it was captured. What was changed or is missing proves nothing, and no notice may rest on
          it:
        </p>
        <ul>
          {problems.map(({ key, problem }) => (
            <li>
              {problem}: <code>{key.split('/').slice(-2).join('/')}</code>
            </li>
          ))}
        </ul>
      </div>
    );
  if (!verified) return <p>Nothing is captured yet.</p>;
  return (
    <p class="verified">
      <strong>✓ Chain verified:</strong> {captures.length === 1 ? '1 capture' : `${captures.length} captures`}, every
      file is what was captured{isUnsealed ? '; the oldest is from before hashes of manifests were kept' : ''}.
    </p>
  );
}

type CaptureProps = { record: Case; capture: Capture; label: string; broken: ReadonlySet<string> };

/** @param props.broken keys of files that are missing or were changed: listed, and not shown as pictures of anything */
function OneCapture({ record, capture, label, broken }: CaptureProps) {
  const { capturedAt, finding, items, missing = [], sha256 } = capture;
  const addressOf = ({ key }: Item) => evidenceAddress(record.id, key);
  const time = minuteOf(capturedAt);
  const isShown = ({ kind, key }: Item) => ['screenshot', 'picture'].includes(kind) && !broken.has(key);
  const screenshot = items.find((item) => item.kind === 'screenshot' && isShown(item));
  const pictures = items.filter((item) => item.kind === 'picture' && isShown(item));
  const files = items.filter((item) => !isShown(item));
  return (
    <figure class="capture">
      <figcaption>
        <strong>{label}</strong>: <time datetime={capturedAt}>{time}</time> UTC
        {finding && finding !== 'present' ? ` · the page said: ${finding}` : ''}
      </figcaption>
      {screenshot ? (
        <a href={addressOf(screenshot)} target="_blank" rel="noopener noreferrer">
          <img src={addressOf(screenshot)} alt={`The page on ${time}`} loading="lazy" decoding="async" />
        </a>
      ) : null}
      {pictures.length > 0 ? (
        <ul class="thumbnails" aria-label="The offer's pictures then">
          {pictures.map((picture, index) => (
            <li>
              <img src={addressOf(picture)} alt={`${index + 1} of the offer`} loading="lazy" decoding="async" />
            </li>
          ))}
        </ul>
      ) : null}
      <ul class="files">
        {files.map((item) => (
          <li>
            <a href={addressOf(item)} rel="noopener noreferrer">
              {FILE_NAMES[item.kind]}
            </a>{' '}
            {sizeOf(item)}
            {item.url && webAddress(item.url) ? (
              <>
                {' '}
                of <SellersText text={item.url} most={120} />
              </>
            ) : null}
          </li>
        ))}
        {missing.map(({ kind, reason }) => (
          <li>
            No {FILE_NAMES[kind]}: <SellersText text={reason} most={200} />
          </li>
        ))}
      </ul>
      <p class="hash">
        Manifest <code title={sha256}>{sha256.slice(0, 16)}…</code>
      </p>
    </figure>
  );
}

const FILE_NAMES: Record<Item['kind'], string> = {
  page: 'page (saved as a file: it is not opened here)',
  listing: 'listing as read',
  headers: "server's headers",
  screenshot: 'screenshot',
  picture: 'picture',
  'official-picture': "owner's picture of the goods",
  'seller-page': "seller's page",
};

const sizeOf = ({ bytes }: Item): string => `${Math.max(1, Math.round(bytes / 1024))} KB`;

const Deed = ({ visitor, id, action, label }: { visitor: Visitor; id: string; action: string; label: string }) => (
  <form method="post" action={action}>
    <CsrfField token={visitor.session.csrfToken} />
    <input type="hidden" name="id" value={id} />
    <button type="submit" class="quiet">
      {label}
    </button>
  </form>
);
