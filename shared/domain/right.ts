import * as z from 'zod';
import { httpUrl, isoDate, slug, storedFile, territory } from './field-shapes.ts';
import { isDayOver } from './last-day.ts';

export const RightType = z.enum(['trademark', 'copyright', 'design', 'patent']);
export type RightType = z.infer<typeof RightType>;

/** `pending`: applied for. `unregistered`: arose without an office, as copyright does in most countries. */
export const RightStatus = z.enum(['registered', 'pending', 'unregistered']);
export type RightStatus = z.infer<typeof RightStatus>;

/** What proves the right, as the venues ask for it. `extension`: of an international mark to one country. */
export const RightFile = storedFile.extend({
  kind: z.enum(['certificate', 'class-page', 'extension', 'renewal', 'assignment', 'translation', 'original-photos']),
  /** Of an extension: the country that it is for. */
  territory: territory.optional(),
});
export type RightFile = z.infer<typeof RightFile>;

/** One right that a notice can rest on. */
export const Right = z
  .strictObject({
    /** How authorities and people refer to it; without one, office and number do. */
    id: slug.optional(),
    type: RightType,
    kind: z.enum(['word', 'figurative', '3d', 'work']).optional(),
    /** Of a mark: its words. */
    text: z.string().min(1).optional(),
    /** Of a work, a design or an invention. */
    title: z.string().min(1).optional(),
    number: z.string().min(1).optional(),
    office: z.string().min(2).optional(),
    status: RightStatus.default('registered'),
    /** In whose name it stands, when that is not the owner's present name. */
    holder: z.string().min(1).optional(),
    /** ISO 3166 alpha-2 codes, EU, BX (Benelux), OA (OAPI); of an international registration (office WO) the countries designated. */
    territories: z.array(territory).default([]),
    niceClasses: z.array(z.int().min(1).max(45)).default([]),
    /** The goods in words, where classes do not exist or say too little. */
    goods: z.array(z.string().min(1)).default([]),
    expires: isoDate.optional(),
    files: z.array(RightFile).default([]),
    certificateUrl: httpUrl.optional(),
    /** Pages of the owner that show the work or the goods. */
    ownUrls: z.array(httpUrl).default([]),
  })
  .superRefine((right, context) => {
    const needs = (field: keyof typeof right, why: string) => {
      const value = right[field];
      if (value === undefined || (Array.isArray(value) && value.length === 0))
        context.addIssue({ code: 'custom', path: [field], message: `a ${right.type} needs ${why}` });
    };
    if (right.type === 'trademark') {
      needs('niceClasses', 'the Nice classes that it is registered for');
      if (right.kind !== 'figurative' && right.kind !== '3d') needs('text', 'its words');
    } else needs('title', 'a title');
    if (right.type === 'copyright') return;
    if (right.status === 'unregistered')
      context.addIssue({ code: 'custom', path: ['status'], message: `a ${right.type} arises by registration` });
    needs('number', 'its registration or application number');
    needs('office', 'the office that registered it');
    needs('territories', 'the countries that it covers');
    needs('expires', 'the day on which it expires');
  });
export type Right = z.infer<typeof Right>;

/** How authorities and stored claims refer to a right. */
export function rightKey(right: Pick<Right, 'id' | 'office' | 'number' | 'type' | 'title'>): string {
  if (right.id) return right.id;
  return right.number ? `${right.office ?? ''}:${right.number}` : `${right.type}:${right.title ?? ''}`;
}

export const rightName = ({ text, title, number, type }: Right): string => text ?? title ?? number ?? type;

/** Whether the right still counts on its last day, see `isDayOver`. Without one it does not lapse. */
export const isInForce = ({ expires }: { expires?: string }, now: Date): boolean =>
  expires === undefined || !isDayOver(expires, now);
