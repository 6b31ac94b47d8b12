import type { SaveRefusal } from '#shared/brands/save-brand.ts';
import { SellersText } from './sellers-text.tsx';

/** Why a brand was not saved, within its form; what would be lost can be said to be meant. */
export const BrandRefusal = ({ refused, again }: { refused: SaveRefusal; again?: string }) => (
  <div class="said bad" role="alert">
    <div>
      <p>
        <SellersText
          text={refused.losses ? 'Nothing was changed. What is registered would be lost:' : refused.message}
          most={600}
        />{' '}
        {refused.code === 'changed' && again ? <a href={again}>Look at it as it is now</a> : null}
      </p>
      {refused.losses ? (
        <>
          <ul>
            {refused.losses.map((loss) => (
              <li>
                <SellersText text={loss} most={300} />
              </li>
            ))}
          </ul>
          <label class="tick">
            <input type="checkbox" name="replace" value="yes" /> <span>That is meant: save it all the same</span>
          </label>
        </>
      ) : null}
    </div>
  </div>
);
