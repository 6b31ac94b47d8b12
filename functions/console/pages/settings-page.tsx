import { EVERY_BRAND, type Membership } from '#shared/domain/membership.ts';
import type { Visitor } from '../services.ts';
import { page } from './layout.tsx';

/** Who you are here, and what you may do. */
export function settingsPage(visitor: Visitor, memberships: readonly Membership[]) {
  return page(
    visitor,
    { title: 'Settings', here: 'settings' },
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
              <th scope="row">{brandId === EVERY_BRAND ? 'every brand' : brandId}</th>
              <td>{roles.join(', ')}</td>
              <td>
                <span dir="auto">{by}</span>, <time datetime={at}>{at.slice(0, 10)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>,
  );
}
