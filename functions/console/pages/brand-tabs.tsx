import type { BrandName } from '../brand-in-view.ts';
import { SellersText } from './sellers-text.tsx';

/** More than a row holds. */
const MOST_TABS = 8;

type Props = { brand: { id: string }; brands: readonly BrandName[]; path: string };

/** Turns a page to another brand of the visitor's; nothing where there is only one. */
export function BrandTabs({ brand, brands, path }: Props) {
  if (brands.length <= 1) return null;
  return (
    <nav aria-label="Brand" class="brands">
      {brands.length > MOST_TABS ? <Chosen {...{ brand, brands, path }} /> : <Tabs {...{ brand, brands, path }} />}
    </nav>
  );
}

const Tabs = ({ brand, brands, path }: Props) => (
  <ul class="tabs">
    {brands.map(({ id, name }) => (
      <li>
        <a href={`${path}?brand=${encodeURIComponent(id)}`} aria-current={id === brand.id ? 'true' : undefined}>
          <SellersText text={name} most={60} />
        </a>
      </li>
    ))}
  </ul>
);

const Chosen = ({ brand, brands, path }: Props) => (
  <form method="get" action={path} class="choice">
    <label>
      Brand{' '}
      <select name="brand">
        {brands.map(({ id, name }) => (
          <option value={id} selected={id === brand.id}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <button type="submit" class="quiet">
      Turn to it
    </button>
  </form>
);
