import { isDeepStrictEqual } from 'node:util';
import { NoticeContent, type NoticeProblem, TargetStatement } from '#shared/domain/notice-content.ts';
import type { Programme, Site } from '#shared/domain/programme.ts';
import type { Right } from '#shared/domain/right.ts';
import { authorityFor } from './authority.ts';
import { claimProblems } from './claim-problems.ts';
import { declarationsOf, legalFormOf } from './legal-form.ts';
import type { NoticeContext } from './notice-context.ts';
import { rightRefusal } from './rights.ts';
import { targetProblems } from './target-problems.ts';

/**
 * Everything that makes this notice wrong, by field. Only a notice without problems may leave. What a venue asks for comes from its
 * programme; most refusals in the field are missing or wrong fields.
 */
export function noticeProblems(
  content: NoticeContent,
  targets: readonly TargetStatement[],
  context: NoticeContext,
): NoticeProblem[] {
  const shapes = shapeProblems(content, targets);
  if (shapes.length > 0) return shapes;
  const { programme } = context;
  const site = programme.sites.find(({ id }) => id === content.site) ?? anySite(content.site, programme);
  if (content.programme !== programme.id || !site)
    return [{ field: site ? 'programme' : 'site', why: `${content.site} is not a site of ${programme.title}` }];
  return [
    ...partyProblems(content, context),
    ...rightProblems(content, site, context),
    ...claimProblems(content, targets, programme),
    ...formProblems(content, site, programme),
    ...targetProblems(content, targets, site, context),
  ];
}

function shapeProblems(content: NoticeContent, targets: readonly TargetStatement[]): NoticeProblem[] {
  const shape = NoticeContent.safeParse(content);
  const issues = (shape.error?.issues ?? []).map(({ path, message }) => ({ field: path.join('.'), why: message }));
  if (targets.length === 0) issues.push({ field: 'targets', why: 'no offer is named' });
  return [
    ...issues,
    ...targets.flatMap((target) =>
      (TargetStatement.safeParse(target).error?.issues ?? []).map(({ path, message }) => ({
        field: `targets.${path.join('.')}`,
        target: target.itemId,
        why: message,
      })),
    ),
  ];
}

const OUTDATED = { outdated: true } as const;

/** Of a programme for shops anywhere: the host is the site. */
function anySite(host: string, { sites }: Programme): Site | undefined {
  const anywhere = sites.find(({ hosts }) => hosts.length === 0);
  return anywhere && { ...anywhere, id: host, hosts: [host], label: host };
}

function* partyProblems(content: NoticeContent, { owner, programme }: NoticeContext): Generator<NoticeProblem> {
  if (content.ownerId !== owner.id || !isDeepStrictEqual(content.owner, owner.party))
    yield { field: 'owner', why: 'the rights owner is not the one on file', ...(owner.party && OUTDATED) };
  if (!isDeepStrictEqual(content.reporter, owner.reporter))
    yield { field: 'reporter', why: 'the reporter is not the one on file', ...(owner.reporter && OUTDATED) };
  for (const field of programme.requiredFields) {
    const [who, what] = field.split('.') as ['owner' | 'reporter', 'address'];
    if (!content[who][what]?.trim()) yield { field, why: `${programme.title} asks for it` };
  }
  for (const who of ['owner', 'reporter'] as const) {
    const { phone, address } = content[who];
    if (phone && (phone.match(/\d/g) ?? []).length < 6) yield { field: `${who}.phone`, why: 'is no telephone number' };
    if (address && !/\p{L}.*\d|\d.*\p{L}/su.test(address))
      yield { field: `${who}.address`, why: 'is no postal address: it has a name and a number' };
  }
  if (programme.account.who === 'owner' && content.authority && !isOwnStaff(content))
    yield { field: 'reporter.company', why: `${programme.title} lets the rights owner report, and no agent` };
}

const isOwnStaff = ({ owner, reporter }: NoticeContent): boolean =>
  !reporter.company || [owner.name, owner.company].includes(reporter.company);

function* rightProblems(
  { right, claim, authority }: NoticeContent,
  site: Site,
  { owner, programme, now }: NoticeContext,
): Generator<NoticeProblem> {
  const refusalOf = (each: Right) =>
    rightRefusal(each, { programme, site, goods: 'unknown', shownMarks: each.text ? [each.text] : [], now });
  const another = owner.rights.some((each) => each.type === right.type && !refusalOf(each)) ? OUTDATED : {};
  if (!owner.rights.some((each) => isDeepStrictEqual(each, right)))
    yield { field: 'right', why: 'is not, or not as stated, one of the rights on file', ...another };
  const refusal = refusalOf(right);
  if (refusal) yield { ...refusal, ...another };
  const authorised = authorityFor(owner, { right, site, now });
  if ('field' in authorised) yield authorised;
  else if (!isDeepStrictEqual('authority' in authorised ? authorised.authority : undefined, authority))
    yield { field: 'authority', why: 'is not the one on file that bears this notice', ...OUTDATED };
  const type = claim.kind.startsWith('copyright') ? 'copyright' : RIGHT_OF[claim.kind as keyof typeof RIGHT_OF];
  if (right.type !== type)
    yield { field: 'claim.kind', why: `a claim of ${claim.kind} cannot rest on a ${right.type}` };
}

const RIGHT_OF = {
  counterfeit: 'trademark',
  'trademark-misuse': 'trademark',
  design: 'design',
  patent: 'patent',
} as const;

function* formProblems(content: NoticeContent, site: Site, programme: Programme): Generator<NoticeProblem> {
  const form = legalFormOf(programme, site, content.claim.kind);
  if (content.legalForm !== form) yield { field: 'legalForm', why: `the law asks for ${form} here` };
  for (const declaration of declarationsOf(programme, form))
    if (!content.declarations.includes(declaration))
      yield { field: 'declarations', why: `the declaration "${declaration}" is missing` };
  for (const language of programme.languages) {
    if (!content.languages.includes(language)) yield { field: 'languages', why: `it has to be in ${language} too` };
    else if (!content.statement[language]) yield { field: `statement.${language}`, why: 'is missing' };
  }
}
