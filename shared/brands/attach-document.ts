import * as z from 'zod';
import type { Brand } from '#shared/domain/brand.ts';
import { storedFile, territory } from '#shared/domain/field-shapes.ts';
import { RightFile, rightKey } from '#shared/domain/right.ts';
import type { DocumentStore } from '#shared/evidence/documents.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';

/** What a document is, and what it proves. `right`: as `rightKey` names it, or its number. */
export const Attachment = z.union([
  z.strictObject({
    right: z.string().min(1).max(200),
    kind: RightFile.shape.kind,
    territory: territory.optional(),
    language: storedFile.shape.language,
  }),
  z.strictObject({
    /** Whom it authorises; needed where the brand has several authorities. */
    authority: z.string().min(1).max(200).optional(),
    kind: z.literal('authority'),
    language: storedFile.shape.language,
  }),
]);
export type Attachment = z.infer<typeof Attachment>;

type Stored = { key: string; sha256: string };
type Attached = { brand: Brand; where: string };

type Services = {
  brands: Pick<BrandStore, 'registered' | 'put'>;
  documents: Pick<DocumentStore, 'check'>;
  clock: Clock;
};

/** Looks at what was uploaded, and stores the brand with it. */
export async function attachDocument(
  brandId: string,
  { key, attachment }: { key: string; attachment: Attachment },
  { brands, documents, clock }: Services,
): Promise<(Stored & { where: string }) | { refused: string }> {
  const known = await brands.registered(brandId);
  if (!known) return { refused: `There is no brand "${brandId}".` };
  const checked = await documents.check(brandId, key);
  if ('refused' in checked) return checked;
  const attached = withDocument(known.brand, attachment, { key, ...checked });
  if ('refused' in attached) return attached;
  if (!(await brands.put(attached.brand, clock(), known.edition)))
    return { refused: 'somebody changed the brand just now; nothing was attached, so do it again' };
  return { key, ...checked, where: attached.where };
}

/** The brand with the document on the right or authority that it belongs to; what is on it already stays once. */
function withDocument(brand: Brand, attachment: Attachment, stored: Stored): Attached | { refused: string } {
  return 'right' in attachment ? onRight(brand, attachment, stored) : onAuthority(brand, attachment, stored);
}

function onRight(
  brand: Brand,
  { right: named, kind, territory: country, language }: Extract<Attachment, { right: string }>,
  { key, sha256 }: Stored,
): Attached | { refused: string } {
  const file: RightFile = { kind, key, sha256, ...(language && { language }), ...(country && { territory: country }) };
  const is = (right: Parameters<typeof rightKey>[0]) => [rightKey(right), right.number].includes(named);
  const withFile = <R extends { files?: RightFile[] | undefined }>(right: R): R => ({
    ...right,
    files: [...(right.files ?? []).filter((each) => each.key !== key || each.kind !== kind), file],
  });
  const rights = brand.rights ?? [];
  const inRights = rights.findIndex(is);
  if (inRights >= 0)
    return {
      brand: { ...brand, rights: rights.with(inRights, withFile(rights[inRights]!)) },
      where: `rights.${inRights}.files`,
    };
  const inMarks = brand.marks.findIndex((mark) => is({ ...mark, type: 'trademark' }));
  if (inMarks >= 0)
    return {
      brand: { ...brand, marks: brand.marks.with(inMarks, withFile(brand.marks[inMarks]!)) },
      where: `marks.${inMarks}.files`,
    };
  const known = [...rights, ...brand.marks.map((mark) => ({ ...mark, type: 'trademark' as const }))].map(rightKey);
  return { refused: `there is no right "${named}"; there ${known.length > 0 ? `is ${known.join(', ')}` : 'is none'}` };
}

function onAuthority(
  brand: Brand,
  { authority: named, language }: Extract<Attachment, { kind: 'authority' }>,
  { key, sha256 }: Stored,
): Attached | { refused: string } {
  const file = { key, sha256, ...(language && { language }) };
  const { authorities = [], contacts } = brand;
  const fits = authorities.flatMap(({ grantee }, index) => (named === undefined || grantee === named ? [index] : []));
  const [only, another] = fits;
  if (another !== undefined)
    return {
      refused: `there are several authorities: say whose it is (${authorities.map(({ grantee }) => grantee).join(', ')})`,
    };
  if (only !== undefined)
    return {
      brand: { ...brand, authorities: authorities.with(only, { ...authorities[only]!, file }) },
      where: `authorities.${only}.file`,
    };
  if (!contacts.authority || (named !== undefined && named !== contacts.reporter?.name))
    return {
      refused: 'there is no such authority: name it in the brand file first (authorities, or contacts.authority)',
    };
  return {
    brand: { ...brand, contacts: { ...contacts, authority: { ...contacts.authority, file } } },
    where: 'contacts.authority.file',
  };
}
