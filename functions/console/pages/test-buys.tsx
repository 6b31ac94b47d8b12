import type { Case } from '#shared/domain/case.ts';
import { formatMoney } from '#shared/domain/money.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { PaperFile, paperAddress } from './papers-page.tsx';

/** What was bought to see what it is, with its photos, and the form that says how a purchase stands. */
export const TestBuys = ({ visitor, record }: { visitor: Visitor; record: Case }) => (
  <section id="test-buys">
    <h2>Test purchases</h2>
    {record.testBuys.length === 0 ? <p class="soft">None: only goods in hand prove what they are.</p> : null}
    <ul>
      {record.testBuys.map(({ orderId, orderedAt, arrivedAt, examined, cost, files }) => (
        <li>
          <strong>
            <bdi>{orderId}</bdi>
          </strong>
          : ordered {orderedAt.slice(0, 10)}
          {arrivedAt ? `, arrived ${arrivedAt.slice(0, 10)}` : ', not arrived yet'}
          {cost ? `, ${formatMoney(cost)}` : ''}
          {files.length === 0 ? ', no photo' : ', photos'}
          {files.map(({ key }, index) => (
            <>
              {' '}
              <a href={paperAddress(record.brandId, key)} aria-label={`Photo ${index + 1} of order ${orderId}`}>
                {index + 1}
              </a>
            </>
          ))}
          {examined ? (
            <>
              . <strong>{examined.verdict}</strong>: {examined.findings} (<bdi>{examined.by}</bdi>)
            </>
          ) : null}
        </li>
      ))}
    </ul>
    {visitor.access.may('review', record.brandId) ? (
      <details>
        <summary>Say how a purchase stands</summary>
        <form method="post" action="/case/test-buy" enctype="multipart/form-data" class="bring">
          <CsrfField token={visitor.session.csrfToken} />
          <input type="hidden" name="id" value={record.id} />
          <label class="field">
            <span>Order number</span>
            <input type="text" name="orderId" maxlength={100} required autocomplete="off" />
          </label>
          <label class="field">
            <span>Ordered on</span>
            <input type="date" name="orderedAt" required />
          </label>
          <label class="field">
            <span>It cost, delivery included</span>
            <input type="text" name="cost" maxlength={30} placeholder="49.90 EUR" autocomplete="off" />
          </label>
          <label class="field">
            <span>Arrived on</span>
            <input type="date" name="arrivedAt" />
          </label>
          <label class="field">
            <span>Examined on</span>
            <input type="date" name="examinedAt" />
          </label>
          <label class="field">
            <span>By</span>
            <input type="text" name="by" maxlength={200} autocomplete="off" />
          </label>
          <label class="field">
            <span>It is</span>
            <select name="verdict">
              <option value="">not examined yet</option>
              <option value="counterfeit">counterfeit</option>
              <option value="genuine">genuine</option>
              <option value="unclear">unclear</option>
            </select>
          </label>
          <label class="field">
            <span>Because (the venue reads this)</span>
            <input type="text" name="findings" maxlength={1000} autocomplete="off" />
          </label>
          <PaperFile name="photos" many>
            Photos of the goods and of the parcel
          </PaperFile>
          <button type="submit">Save</button>
        </form>
      </details>
    ) : null}
  </section>
);
