import type { Case } from '#shared/domain/case.ts';
import { priorityOf } from '#shared/domain/review-entry.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { explanationOf, signed, tellingReasons } from '#shared/scoring/explanation.ts';
import { model } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';
import { unbroken } from './no-break.ts';
import { SellersText } from './sellers-text.tsx';

const titles = new Map(signals.map(({ id, title }) => [id, title]));

/** Why it was found: bars to the right speak against the offer, bars to the left for it; together they make the sum. */
export function Reasons({ record: { brandId, verdict } }: { record: Case }) {
  const reasons = tellingReasons(verdict.signals);
  const longest = Math.max(1, ...reasons.map(({ contribution }) => Math.abs(contribution)));
  const explanation =
    verdict.modelVersion === model.version
      ? explanationOf(verdict, { bias: model.bias.value, calibrated: model.calibration !== undefined })
      : undefined;
  return (
    <>
      <table class="reasons">
        <caption>Reasons, as it was judged, in log-odds: what speaks against the offer and what for it</caption>
        <tbody>
          {explanation ? (
            <tr>
              <td class="number">{signed(explanation.start.logOdds)}</td>
              <td colspan={2}>{unbroken(explanation.start.words)}</td>
            </tr>
          ) : null}
          {reasons.map(({ id, contribution, evidence }) => (
            <tr>
              <td class="number">{signed(contribution)}</td>
              <td class="bar">
                <ReasonBar share={contribution / longest} />
              </td>
              <td>
                <strong>{titles.get(id) ?? id}.</strong> <WithCases text={evidence} brandId={brandId} />
              </td>
            </tr>
          ))}
          {explanation ? (
            <tr class="sum">
              <td class="number">{signed(explanation.sum.logOdds)}</td>
              <td colspan={2}>{unbroken(explanation.sum.words)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {explanation ? null : (
        <p class="soft">
          Judged {unbroken(formatProbability(verdict.probability))} by model {verdict.modelVersion}, whose starting
          point is not kept here: the reasons are right, their sum is not shown.
        </p>
      )}
    </>
  );
}

/** A reason as it was written, where the ids of the brand's cases lead to them. Addresses lead nowhere: a seller may have written them. */
export const WithCases = ({ text, brandId }: { text: string; brandId: string }) =>
  text.split(CASE_ID).map((part, index) =>
    // What is split by a group has the matches in the odd places.
    index % 2 === 1 && part.startsWith(`${brandId}~`) ? (
      <a href={`/case?${new URLSearchParams({ id: part })}`}>{part.split('~')[2]}</a>
    ) : (
      <SellersText text={unbroken(part)} />
    ),
  );
const CASE_ID = /(\b[a-z0-9-]+~[^\s~]+~[^\s~]+~\d+\b)/;

const ReasonBar = ({ share }: { share: number }) => {
  const width = Math.max(1, 50 * Math.abs(share));
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-axis" x="49.6" width="0.8" height="10" />
      <rect
        class={share > 0 ? 'bar-bad' : 'bar-good'}
        x={(share > 0 ? 50 : 50 - width).toFixed(1)}
        y="1"
        width={width.toFixed(1)}
        height="8"
      />
    </svg>
  );
};

/** What the offer does while it stays up, as a sum. */
export function HarmSum({ record: { harm, verdict } }: { record: Case }) {
  if (!harm) return <p class="soft">Harm was not kept when this case opened.</p>;
  return (
    <>
      <ul class="harm">
        {harm.parts.map(({ what, points, why }) => (
          <li>
            <span class="number">{points}</span> {what}: {why}
          </li>
        ))}
      </ul>
      <p>
        Order: {unbroken(formatProbability(verdict.probability))} × {harm.points} points of harm ={' '}
        {Math.round(priorityOf({ probability: verdict.probability, harm: harm.points }))}
      </p>
    </>
  );
}
