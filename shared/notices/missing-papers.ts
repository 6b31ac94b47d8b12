import type { Authority } from '#shared/domain/authority.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { type Right, rightName } from '#shared/domain/right.ts';

const WORDS = {
  certificate: 'the certificate',
  'class-page': 'the page with the classes',
  'power of attorney': 'the power of attorney',
};

/** Papers that this venue asks for and that are not attached to the right or the authority, in a sentence each. */
export function missingPapers(
  { right, authority }: { right: Right; authority?: Authority },
  { account: { papers = [] }, title }: Programme,
): string[] {
  const has = {
    // A certificate commonly shows the classes too; whoever attached it knows.
    certificate: right.status === 'unregistered' || right.files.some(({ kind }) => kind === 'certificate'),
    'class-page':
      right.type !== 'trademark' || right.files.some(({ kind }) => kind === 'class-page' || kind === 'certificate'),
    'power of attorney': !authority || authority.file !== undefined,
  };
  const name = `${rightName(right)}${right.number ? ` (${right.office} ${right.number})` : ''}`;
  return papers
    .filter((paper) => !has[paper])
    .map((paper) => `${title} asks for ${WORDS[paper]}${paper === 'power of attorney' ? '' : ` of ${name}`}`);
}
