import type { Child } from 'hono/jsx';
import type { Brand } from '#shared/domain/brand.ts';
import { type Right, RightFile, rightKey, rightName } from '#shared/domain/right.ts';
import { DOCUMENT_ENDINGS } from '#shared/evidence/document-kinds.ts';
import { MAX_FORM_BYTES } from '#shared/intake/bring.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import type { Visitor } from '../services.ts';
import { CsrfField, page } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';
import { Told } from './told.tsx';

export type PapersView = { brand: Brand; said?: string; refused?: string };

type Kind = RightFile['kind'];
const KINDS: Record<Kind, string> = {
  certificate: 'certificate of registration',
  'class-page': 'page with the classes',
  extension: 'extension to a country',
  renewal: 'proof of renewal',
  assignment: 'assignment to the owner',
  translation: 'translation',
  'original-photos': 'original photos',
};
const MOST_MB = Math.floor(MAX_FORM_BYTES / 1_000_000);

/** What proves each right, and who may act for the owner. */
export function papersPage(visitor: Visitor, { brand, said, refused }: PapersView) {
  const address = `/brand?${new URLSearchParams({ brand: brand.id })}`;
  return page(
    visitor,
    { title: `${brand.name}: papers`, here: 'brand' },
    <>
      <p>
        <a href={address}>{brand.name}</a>
      </p>
      <Told said={said} refused={refused} />
      <Rights {...{ visitor, brand }} />
      <Authorities {...{ visitor, brand }} />
    </>,
  );
}

/** Where the visitor's browser finds a document of the brand's. */
export const paperAddress = (brandId: string, key: string): string =>
  `/brand/paper?${new URLSearchParams({ brand: brandId, key })}`;

type Shown = { visitor: Visitor; brand: Brand };
const factsOf = ({ type, office, number, territories }: Right): string =>
  [type, [office, number].filter(Boolean).join(' '), territories.join(', ')].filter((fact) => fact !== '').join(', ');

const Rights = ({ visitor, brand }: Shown) => {
  const { rights } = ownerOf(brand);
  return (
    <section>
      <h2>Rights</h2>
      {rights.length === 0 ? <p>None is registered yet: enter them under "names and rights" first.</p> : null}
      <ul class="plain">
        {rights.map((right) => (
          <li>
            <h3>
              <SellersText text={rightName(right)} /> <span class="soft">{factsOf(right)}</span>
            </h3>
            {right.files.length === 0 ? <p class="soft">Nothing is attached.</p> : null}
            <ul>
              {right.files.map((file) => (
                <li>
                  <Paper brand={brand} file={file}>
                    {KINDS[file.kind]}
                  </Paper>
                  {file.territory ? ` for ${file.territory}` : ''}
                </li>
              ))}
            </ul>
            <AddForm {...{ visitor, brand }} of={rightName(right)}>
              <input type="hidden" name="right" value={rightKey(right)} />
              <label class="field">
                <span>It is</span>
                <select name="kind">
                  {RightFile.shape.kind.options.map((kind) => (
                    <option value={kind}>{KINDS[kind]}</option>
                  ))}
                </select>
              </label>
              <label class="field">
                <span>Of an extension: for</span>
                <input type="text" name="territory" maxlength={2} placeholder="CN" autocomplete="off" />
              </label>
            </AddForm>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Authorities = ({ visitor, brand }: Shown) => {
  const { authorities } = ownerOf(brand);
  return (
    <section>
      <h2>Powers of attorney</h2>
      {authorities.length === 0 ? <p>None is entered: without one no notice is sent.</p> : null}
      <ul class="plain">
        {authorities.map(({ grantee, signedAt, file }) => (
          <li>
            <h3>
              For <SellersText text={grantee} /> <span class="soft">signed {signedAt.slice(0, 10)}</span>
            </h3>
            {file ? (
              <p>
                <Paper brand={brand} file={file}>
                  power of attorney
                </Paper>
              </p>
            ) : (
              <p class="soft">The signed paper is not attached.</p>
            )}
            <AddForm {...{ visitor, brand }} of={grantee} instead={file !== undefined}>
              <input type="hidden" name="kind" value="authority" />
              <input type="hidden" name="authority" value={grantee} />
            </AddForm>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Paper = ({
  brand,
  file: { key, language },
  children,
}: {
  brand: Brand;
  file: { key: string; language?: string };
  children?: Child;
}) => (
  <>
    <a href={paperAddress(brand.id, key)}>{children}</a>{' '}
    <span class="soft">
      {key.slice(key.lastIndexOf('.') + 1).toUpperCase()}
      {language ? `, in "${language}"` : ''}
    </span>
  </>
);

const AddForm = ({
  visitor,
  brand,
  of,
  instead,
  children,
}: Shown & { of: string; instead?: boolean; children: Child }) =>
  visitor.access.may('administer', brand.id) ? (
    <details>
      <summary aria-label={`${instead ? 'Replace the paper of' : 'Add a paper to'} ${of}`}>
        {instead ? 'Replace it' : 'Add a paper'}
      </summary>
      <form method="post" action="/brand/papers" enctype="multipart/form-data" class="bring">
        <CsrfField token={visitor.session.csrfToken} />
        <input type="hidden" name="brand" value={brand.id} />
        {children}
        <label class="field">
          <span>Language</span>
          <input type="text" name="language" maxlength={2} placeholder="en" autocomplete="off" />
        </label>
        <PaperFile name="file">The paper</PaperFile>
        <button type="submit">Attach it</button>
      </form>
    </details>
  ) : null;

/** One file of a person's, or several. */
export const PaperFile = ({ name, many, children }: { name: string; many?: boolean; children: Child }) => (
  <label class="field">
    <span>{children}</span>
    <input
      type="file"
      name={name}
      required={!many}
      multiple={many}
      accept={DOCUMENT_ENDINGS.map((ending) => `.${ending}`).join(',')}
      data-most-bytes={MOST_MB * 1_000_000}
      data-too-large={`At most ${MOST_MB} MB ${many ? 'together ' : ''}in a form; larger files are attached by the command line.`}
    />
    <small>
      {DOCUMENT_ENDINGS.join(', ')}; at most {MOST_MB} MB{many ? ' together' : ''}
    </small>
  </label>
);
