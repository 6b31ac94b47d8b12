import type { SaveRefusal } from '#shared/brands/save-brand.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { formatMoney } from '#shared/domain/money.ts';
import type { SearchLooked } from '#shared/domain/search-look.ts';
import { type Entered, rowsIn } from '../brand-fields.ts';
import type { BrandField, BrandPart, BrandPartName, BrandRows } from '../brand-parts.ts';
import type { Visitor } from '../services.ts';
import { BrandRefusal } from './brand-refusal.tsx';
import { Outcome } from './coverage-words.tsx';
import { CsrfField, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { SellersText } from './sellers-text.tsx';

/** What a search that was tried would find; `looked` is missing where no answer came in time. */
export type Tried = {
  keyword: string;
  looks: readonly { marketplace: string; looked: SearchLooked | undefined }[];
  problem?: string;
};

export type BrandEdit = {
  part: BrandPart;
  /** Absent for a brand that is not registered yet. */
  name?: BrandPartName;
  brand?: Brand;
  /** Of the brand that the form was filled from. */
  tag?: string;
  entered: Entered;
  /** What is wrong, by field; "" for what is about none of them. */
  problems?: Entered;
  refused?: SaveRefusal;
  tried?: Tried;
};

/** More than a form holds is edited as a file. */
const MOST_ROWS = 200;

/** One part of a brand as a form, or a new brand. */
export function brandEditPage(visitor: Visitor, edit: BrandEdit) {
  const { part, name, brand, tag, problems, refused, tried } = edit;
  const tooMany = part.rows.some((rows) => rowsIn(edit.entered, rows) > MOST_ROWS);
  return page(
    visitor,
    { title: brand ? `${brand.name}: ${part.title.toLowerCase()}` : part.title, here: 'brand' },
    <>
      <p class="wide">
        {part.lead} <a href={fileAddress(brand)}>{brand ? 'Everything at once, as a file' : 'Or from a file'}</a>
      </p>
      <Problems problems={problems} />
      {tried ? <WouldFind {...tried} /> : null}
      {tooMany ? (
        <p class="said bad">There are more than {MOST_ROWS} entries: edit them in the file.</p>
      ) : (
        <form method="post" action={brand ? '/brand/edit' : '/brand/new'} class="brand-form">
          <CsrfField token={visitor.session.csrfToken} />
          {/* The first button is the one that Enter presses in a field: it saves, and tries no search. */}
          <span class="unseen" aria-hidden="true">
            <button type="submit" tabindex={-1}>
              Save
            </button>
          </span>
          {brand ? <input type="hidden" name="brand" value={brand.id} /> : null}
          {name ? <input type="hidden" name="part" value={name} /> : null}
          {tag ? <input type="hidden" name="tag" value={tag} /> : null}
          {refused ? <BrandRefusal {...{ refused, again: brand && name && partAddress(brand, name) }} /> : null}
          {part.groups.map(({ title, fields }) => (
            <section aria-label={title}>
              <h2>{title}</h2>
              <div class="fields">
                {fields.map((field) => (
                  <Field field={field} name={field.path} edit={edit} />
                ))}
              </div>
            </section>
          ))}
          {part.rows.map((rows) => (
            <Rows rows={rows} edit={edit} />
          ))}
          <div class="deeds">
            <button type="submit">{brand ? 'Save' : 'Register'}</button>
            <a href={brand ? `/brand?${new URLSearchParams({ brand: brand.id })}` : '/brand'}>Leave it as it is</a>
          </div>
        </form>
      )}
    </>,
  );
}

export const partAddress = ({ id }: Pick<Brand, 'id'>, part: BrandPartName): string =>
  `/brand/edit?${new URLSearchParams({ brand: id, part })}`;

const fileAddress = (brand: Brand | undefined): string =>
  brand ? `/brand/file?${new URLSearchParams({ brand: brand.id })}` : '/brand/file';

const Problems = ({ problems }: Pick<BrandEdit, 'problems'>) => {
  if (!problems) return null;
  const { '': general, ...fields } = problems;
  const number = Object.keys(fields).length;
  return (
    <p class="said bad" role="alert">
      <span>
        Nothing was changed.{' '}
        {number > 0 ? `${number === 1 ? 'One field is' : `${number} fields are`} not right; each says why. ` : ''}
        {general ? <SellersText text={general} most={600} /> : null}
      </span>
    </p>
  );
};

const Rows = ({ rows, edit }: { rows: BrandRows; edit: BrandEdit }) => {
  const filled = rowsIn(edit.entered, rows);
  return (
    <section aria-label={rows.title}>
      <h2>{rows.title}</h2>
      {Array.from({ length: filled + rows.blank }, (_, index) => {
        const name = `${rows.path}.${index}`;
        return (
          <fieldset class="fields row">
            <legend>{index < filled ? `${index + 1}` : 'New'}</legend>
            {index < filled ? (
              <input type="hidden" name={`${name}.row`} value={edit.entered[`${name}.row`] ?? ''} />
            ) : null}
            {rows.fields.map((field) => (
              <Field field={field} name={`${name}.${field.path}`} edit={edit} />
            ))}
            {rows.isSearch ? (
              <button type="submit" name="try" value={String(index)} class="quiet" formnovalidate>
                What would it find now?
              </button>
            ) : null}
          </fieldset>
        );
      })}
      <p class="soft">A row that is emptied is removed; saving brings an empty one.</p>
    </section>
  );
};

const Field = ({ field, name, edit }: { field: BrandField; name: string; edit: BrandEdit }) => {
  const { label, kind, hint } = field;
  const problem = edit.problems?.[name];
  const told = hint || problem ? `about-${name}` : undefined;
  const control = <Control {...{ field, name, told, value: edit.entered[name] ?? '', isWrong: !!problem }} />;
  if (kind === 'yes')
    return (
      <label for={name} class="tick">
        {control} <span>{label}</span>
      </label>
    );
  return (
    <label for={name} class={kind === 'lines' ? 'field wide' : 'field'}>
      <span>{label}</span>
      {control}
      {told ? (
        <small id={told}>
          {problem ? (
            <span class="bad">
              <SellersText text={problem} most={300} />
            </span>
          ) : (
            hint
          )}
        </small>
      ) : null}
    </label>
  );
};

type ControlProps = {
  field: BrandField;
  name: string;
  value: string;
  told: string | undefined;
  isWrong: boolean;
};
const Control = ({ field: { kind, choices, placeholder }, name, value, told, isWrong }: ControlProps) => {
  const common = {
    id: name,
    name,
    'aria-describedby': told,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
    autocomplete: 'off',
    spellcheck: false,
  };
  if (kind === 'yes') return <input type="checkbox" id={name} name={name} value="yes" checked={value === 'yes'} />;
  if (kind === 'lines')
    return (
      <textarea {...common} rows={3}>
        {value}
      </textarea>
    );
  if (choices)
    return (
      <select {...common}>
        {Object.entries(choices).map(([choice, label]) => (
          <option value={choice} selected={choice === value}>
            {label}
          </option>
        ))}
      </select>
    );
  const shown = kind === 'percent' ? 'Percent' : placeholder;
  return (
    <span class="with-unit">
      <input {...common} type={kind === 'date' ? 'date' : 'text'} value={value} placeholder={shown} maxlength={2000} />
      {kind === 'percent' ? ' %' : ''}
    </span>
  );
};

const WouldFind = ({ keyword, looks, problem }: Tried) => (
  <section aria-labelledby="would-find" class="tried">
    <h2 id="would-find">
      Would find now{keyword ? ': ' : ''}
      <SellersText text={keyword} />
    </h2>
    {problem ? <p class="bad">{problem}</p> : null}
    {looks.map(({ marketplace, looked }) => (
      <>
        <h3>
          {marketplaceName(marketplace)} {looked ? <Outcome coverage={looked.coverage} /> : null}
        </h3>
        {looked ? <Looked {...looked} /> : <p>No answer in time: what is there is unknown. Try it again.</p>}
      </>
    ))}
    <p class="soft">Nothing was stored, and nothing below is saved yet.</p>
  </section>
);

const Looked = ({ reason, found, excluded, isMore, first }: SearchLooked) => (
  <>
    <p>
      {found} {found === 1 ? 'offer' : 'offers'}
      {isMore ? ' on the first page, and more behind it' : ''}
      {excluded > 0 ? `; ${excluded} left out by the excluded words` : ''}.{' '}
      {reason ? <SellersText text={reason} /> : null}
    </p>
    <ol>
      {first.map(({ title, price, seller }) => (
        <li>
          <SellersText text={title} most={120} />{' '}
          <span class="soft">
            {price ? formatMoney(price) : 'no price'}
            {seller ? (
              <>
                {' · '}
                <SellersText text={seller} most={60} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  </>
);
