import type { CatalogueEntry, NoticeCourse } from './offer.ts';
import { seededRandom } from './random.ts';

/** In turn, of the first counterfeits that are noticed and have no other trick; `undefined`: as usual. All later ones: as usual. */
export type Courses = readonly (NoticeCourse | undefined)[];

/** Each course once among the first eight, in an order that follows from the seed. */
export const seededCourses = (seed: string | number): Courses =>
  seededRandom(`${seed}/courses`).shuffle([
    'clarification',
    'refused-form',
    'upheld',
    'restored',
    'ended',
    'reused',
    undefined,
    undefined,
  ]);

/** Deals the courses out in the order in which offers are noticed, so that each happens however few are. */
export function withCourses(
  courses: Courses,
  catalogue: readonly CatalogueEntry[],
  notices: readonly { listingIds: readonly string[] }[],
): CatalogueEntry[] {
  const plain = new Set(
    catalogue
      .filter(({ truth, conduct }) => truth.counterfeit && conduct.relistings === 0 && !conduct.raisesPrice)
      .map(({ offer }) => offer.id),
  );
  const noticed = [...new Set(notices.flatMap(({ listingIds }) => listingIds))].filter((id) => plain.has(id));
  const dealt = new Map(courses.map((course, index) => [noticed[index], course]));
  return catalogue.map((entry) => {
    const course = dealt.get(entry.offer.id);
    return course ? { ...entry, conduct: { ...entry.conduct, course } } : entry;
  });
}
