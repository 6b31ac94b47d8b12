import { addressWords, isReached } from '#shared/domain/alert-address.ts';
import type { Reach } from '../alert-addresses.ts';

/** Each address with whether alerts reach it. */
export const AddressList = ({ addresses }: Pick<Reach, 'addresses'>) => {
  if (!addresses) return <p class="bad">SNS could not be asked just now: whom alerts reach is unknown.</p>;
  if (addresses.length === 0) return <p>No address is named: nobody is written to.</p>;
  return (
    <ul class="plain">
      {addresses.map((address) => (
        <li>
          <span dir="auto">{address.email}</span>{' '}
          <span class={isReached(address) ? 'soft' : 'bad'}>{addressWords(address)}</span>
        </li>
      ))}
    </ul>
  );
};

/** On the first page of the day, and only when a brand's alerts reach nobody although it names somebody. */
export const ReachesNobody = ({ brandId, addresses = [] }: Reach) =>
  addresses.length > 0 && !addresses.some(isReached) ? (
    <section class="not-read">
      <h2>Alerts reach nobody</h2>
      <p>
        {addresses.length === 1 ? 'The one address' : `None of the ${addresses.length} addresses`} of this brand is{' '}
        {addresses.length === 1 ? 'not confirmed' : 'confirmed'}: what is found, asked by a venue or due is written to
        nobody.{' '}
        <a href={`/brand?${new URLSearchParams({ brand: brandId })}#alerts`}>
          Which they are, and having AWS write again
        </a>
      </p>
    </section>
  ) : null;
