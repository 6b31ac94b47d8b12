import type { AlertKind } from '#shared/domain/messages.ts';

// "ID" stands for the case that the text is about; where a mail is about one case, it is put in.
const DECIDE = 'Approve or dismiss it: npx markwarden case ID --approve, or --dismiss REASON.';

// As `nextLook` has it (`shared/cases/check-schedule.ts`).
const LOOKS = 'after 1, 6 and 24 hours, 3 days and then weekly, for 90 days.';

const TASKS = 'The sentence says what to do; `npx markwarden tasks` lists what is open, the most urgent first.';

export type AlertWording = {
  /** Headline of one alert. */
  title: string;
  /** Heading over several of them. */
  heading: string;
  /** For the one-line summary: "3 removed". */
  count: string;
  nextStep: string;
};

/** Most pressing first: the order of a digest. */
export const ALERT_WORDING: Record<AlertKind, AlertWording> = {
  'coverage-lost': {
    title: 'A marketplace could not be read',
    heading: 'Could not be read: what is there is unknown, not absent',
    count: 'not readable',
    nextStep:
      'Results from there are missing, they are not clean. Nothing is done to get around a refusal: ask the site for access, use its official search interface if it has one, open the page yourself and bring it (`npx markwarden intake`), or take it out of the watch.',
  },
  'work-failed': {
    title: 'Something failed on our side',
    heading: 'Failed on our side: not done, and not nothing',
    count: 'failed',
    nextStep:
      'Whoever runs Markwarden was alarmed and can give it back (`npx markwarden dlq redrive`). Until then look yourself at what the sentence names.',
  },
  'sending-stopped': {
    title: 'Notices are not being sent',
    heading: 'Sending has stopped',
    count: 'sending stopped',
    nextStep:
      'Nothing leaves automatically until the cause is removed. Look at the notices that were refused; what you approve by hand still goes.',
  },
  'counter-noticed': {
    title: 'The seller objects to a notice',
    heading: 'The seller objects: to be answered by a date',
    count: 'objected to',
    nextStep: TASKS,
  },
  'notice-refused': {
    title: 'A notice was refused',
    heading: 'Refused by the venue',
    count: 'refused',
    nextStep: TASKS,
  },
  'task-due': {
    title: 'A notice needs you by a date',
    heading: 'To be done by a date',
    count: 'to do',
    nextStep: TASKS,
  },
  uncertain: {
    title: 'A notice needs your decision',
    heading: 'Sent or not, answered or not: needs your decision',
    count: 'unclear',
    nextStep:
      'Ask the venue about our reference. Then say in the case whether it arrived; until then it is not sent again.',
  },
  'awaiting-approval': {
    title: 'A notice is waiting for you',
    heading: 'Waiting for you',
    count: 'waiting for you',
    nextStep: `${DECIDE} Nothing is sent before that.`,
  },
  'not-removed': {
    title: 'A reported listing is still there',
    heading: 'Reported and still there',
    count: 'still there',
    nextStep:
      'Ask the venue about the notice, quoting the number below. The listing is looked at every week, until 90 days after the notice.',
  },
  relisted: {
    title: 'A removed listing is back',
    heading: 'Back on sale',
    count: 'back on sale',
    nextStep:
      'It waits for your decision, or a new notice is being prepared. A seller who comes back is worth reporting to the venue as a repeat infringer.',
  },
  'case-flagged': {
    title: 'A listing looks suspicious',
    heading: 'New, for your review',
    count: 'to review',
    nextStep: `${DECIDE} Your decision also teaches which sellers to trust.`,
  },
  'case-queued': {
    title: 'A likely counterfeit was found',
    heading: 'New, very likely counterfeit',
    count: 'likely counterfeit',
    nextStep: 'Nothing now: evidence is being secured and a notice prepared.',
  },
  'notice-sent': {
    title: 'A notice was sent',
    heading: 'Notices sent',
    count: 'sent',
    nextStep: `Nothing now: the listing is looked at ${LOOKS}`,
  },
  'store-closed': {
    title: 'A store was closed',
    heading: 'Stores closed by their venue',
    count: 'thrown off the marketplace',
    nextStep: 'Nothing now: its page is looked at every week, and offers that continue its own are tied to them.',
  },
  'removal-verified': {
    title: 'A listing is gone',
    heading: 'Gone',
    count: 'gone',
    nextStep: `Nothing now: it is looked at again ${LOOKS}`,
  },
};

export const ALERT_ORDER = Object.keys(ALERT_WORDING) as AlertKind[];
