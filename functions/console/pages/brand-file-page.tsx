import type { BrandFileProblem } from '#shared/brands/brand-file.ts';
import type { SaveRefusal } from '#shared/brands/save-brand.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Visitor } from '../services.ts';
import { BrandRefusal } from './brand-refusal.tsx';
import { CsrfField, page } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

export type BrandFileView = {
  /** Absent for one that is not registered yet. */
  brand?: Brand;
  tag?: string;
  text: string;
  problems?: readonly BrandFileProblem[];
  refused?: SaveRefusal;
};

/** More is sent as a file: a catalogue of thousands is nothing to write in. */
const MOST_CHARS = 60_000;

/** A whole brand as its file says it, checked with the line of every mistake. */
export function brandFilePage(visitor: Visitor, { brand, tag = '', text, problems = [], refused }: BrandFileView) {
  const isShown = text.length <= MOST_CHARS;
  const here = brand ? `/brand/file?${new URLSearchParams({ brand: brand.id })}` : undefined;
  return page(
    visitor,
    { title: brand ? `${brand.name}: as a file` : 'Register a brand from a file', here: 'brand' },
    <form method="post" action="/brand/file" enctype="multipart/form-data" class="brand-form">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={brand?.id ?? ''} />
      <input type="hidden" name="tag" value={tag} />
      {refused ? <BrandRefusal refused={refused} again={here} /> : null}
      {problems.length > 0 ? (
        <div class="said bad" role="alert">
          <div>
            <p>Nothing was changed:</p>
            <ul>
              {problems.map(({ line, field, message }) => (
                <li>
                  Line {line}: <SellersText text={`${field} ${message}`} most={400} />
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
      <label class="field">
        <span>{isShown ? 'A file, in place of the text below' : 'Its file, YAML or JSON'}</span>
        <input type="file" name="file" accept=".yaml,.yml,.json" required={!isShown} />
        {isShown ? null : (
          <small>The profile is too long to be edited here: download it, change it, send it back.</small>
        )}
      </label>
      {isShown ? (
        <label class="field">
          <span>YAML or JSON</span>
          <textarea name="text" rows={Math.min(40, text.split('\n').length + 4)} class="code" spellcheck={false}>
            {text}
          </textarea>
        </label>
      ) : (
        <input type="hidden" name="text" value="" />
      )}
      <div class="deeds">
        <button type="submit">{brand ? 'Save' : 'Register'}</button>
        <a href={brand ? `/brand?${new URLSearchParams({ brand: brand.id })}` : '/brand'}>Leave it as it is</a>
      </div>
    </form>,
  );
}
