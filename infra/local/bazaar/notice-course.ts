import type { CatalogueEntry, NoticeCourse, OfferKind } from './offer.ts';
import { seededRandom } from './random.ts';

/** How many offers of a stock take which course: few, for most notices go straight. */
const OFFERS: Record<NoticeCourse, number> = {
  clarification: 2,
  'refused-form': 2,
  upheld: 1,
  restored: 1,
  ended: 2,
  reused: 2,
};
/** Kinds that a product which works at all finds: a course is no use on an offer that is never noticed. */
const PLAIN_KINDS: ReadonlySet<OfferKind> = new Set(['low-price', 'evasive-spelling', 'replica-wording']);

/** Deals the courses out among the counterfeits that are there from the first day and have no other trick; the same for the same seed. */
export function withCourses(seed: string, catalogue: readonly CatalogueEntry[]): CatalogueEntry[] {
  const random = seededRandom(`${seed}/courses`);
  const plain = catalogue.filter(
    ({ truth, conduct, offer }) =>
      PLAIN_KINDS.has(truth.kind) && conduct.relistings === 0 && !conduct.raisesPrice && offer.listedAfterHours < 0,
  );
  const chosen = random.shuffle(plain).map(({ offer }) => offer.id);
  const courses = Object.entries(OFFERS).flatMap(([course, count]) =>
    Array<NoticeCourse>(count).fill(course as NoticeCourse),
  );
  const dealt = new Map(courses.map((course, index) => [chosen[index], course]));
  return catalogue.map((entry) => {
    const course = dealt.get(entry.offer.id);
    return course ? { ...entry, conduct: { ...entry.conduct, course } } : entry;
  });
}
