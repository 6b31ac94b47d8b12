import type { Case } from '#shared/domain/case.ts';

/** Said wherever a case was generated and not found: nobody must take the sample's history for their own. */
export const SampleData = ({ record: { events } }: { record: Case }) =>
  events[0]?.by === 'sample' ? <p class="mid">Sample data: this case was generated, with everybody in it.</p> : null;
