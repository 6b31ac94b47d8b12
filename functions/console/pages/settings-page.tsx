import { doerWords } from '#shared/cases/case-words.ts';
import { EVERY_BRAND, type Membership } from '#shared/domain/membership.ts';
import type { Reach } from '../alert-addresses.ts';
import type { Visitor } from '../services.ts';
import { AddressList } from './alert-addresses.tsx';
import { page } from './layout.tsx';

export type SettingsView = {
  memberships: readonly Membership[];
  reaches: readonly (Reach & { brandName: string })[];
  /** Brands whose addresses are not shown. */
  further: number;
  /** By brand. */
  names: ReadonlyMap<string, string>;
};

/** Who you are here, what you may do, and whom the alerts of your brands reach. */
export function settingsPage(visitor: Visitor, { memberships, reaches, further, names }: SettingsView) {
  return page(
    visitor,
    { title: 'Settings', here: 'settings' },
    <>
      <section>
        <h2>You</h2>
        <p>
          <span dir="auto">{visitor.name}</span> <code>{visitor.access.person}</code>
        </p>
        <table class="stacks">
          <caption>What you may do</caption>
          <thead>
            <tr>
              <th scope="col">Brand</th>
              <th scope="col">Roles</th>
              <th scope="col">Given by</th>
            </tr>
          </thead>
          <tbody>
            {memberships.map(({ brandId, roles, by, at }) => (
              <tr>
                <th scope="row">{brandId === EVERY_BRAND ? 'every brand' : (names.get(brandId) ?? brandId)}</th>
                <td>{roles.join(', ')}</td>
                <td>
                  <span dir="auto">{doerWords(by)}</span>, <time datetime={at}>{at.slice(0, 10)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>Whom alerts reach</h2>
        {reaches.map((reach) => (
          <>
            <h3>
              <a href={`/brand?${new URLSearchParams({ brand: reach.brandId })}#alerts`}>{reach.brandName}</a>
            </h3>
            <AddressList {...reach} />
          </>
        ))}
        {further > 0 ? <p>and {further} more brands, each on its own page.</p> : null}
      </section>
    </>,
  );
}
