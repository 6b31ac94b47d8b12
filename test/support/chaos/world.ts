import type { Listing } from '#shared/domain/listing.ts';
import type { Fetched, FetchOptions } from '#shared/fetching/fetcher.ts';
import type { Tables } from '../tables.ts';
import type { VirtualTime } from '../virtual-time.ts';

// What there is in a simulated deployment, and when.

export const START = new Date('2026-03-01T12:00:00.000Z');
const HOUR = 3_600_000;
/** With faults, and with watches that fall due. */
export const CALM_AT = START.getTime() + 2.5 * HOUR;
/** Without faults; watches fall due until then. */
export const SCANS_END = CALM_AT + HOUR;
/** Most notices leave later than the faults end; their venues go on as they were. */
export const VENUES_CALM_AT = SCANS_END + 4 * HOUR;
/** By then every notice is answered and gone is what was to go, also of a case that lost its notice to a crash and was missed a day later. */
export const LOOKS_END = SCANS_END + 44 * HOUR;
/** Leaves time to tell of the last look. */
export const END = LOOKS_END + 3 * HOUR;

/** Of the brands' people; they have confirmed it. */
export const ADDRESS = 'protect@nordhavn.example';

export const urlOf = (queue: string) => `https://sqs.example/${queue}`;

export type Service = 'dynamodb' | 'sqs' | 'sns' | 's3' | 'lambda' | 'secretsmanager';

/** One run of one function. Nothing that it asks for after its death comes back. */
export type Run = {
  functionName: string;
  world: World;
  isDead: boolean;
  died: Promise<'died'>;
  die: () => void;
  /** How far its machine's clock is off. */
  skewMs: number;
  /** Something has gone wrong in it. */
  hurt: boolean;
  /** The alerts that it has read for a digest. */
  digested: string[];
};

export type Sent = { body: string; trail?: string; group?: string; deduplicationId?: string; delaySeconds?: number };

export type SimulatedQueue = {
  send: (sent: Sent) => void;
  deadLetters: () => readonly string[];
  /** As StartMessageMoveTask does. */
  redrive: () => number;
};

export type Offer = { listing: Listing; isFake: boolean; goneAt?: number };
export type Arrival = { reference: string; listingId: string };

export type Internet = {
  fetch: (url: string, options?: FetchOptions) => Promise<Fetched>;
  /** A person fills in the venue's form. */
  file: (reference: string, listingId: string) => void;
  offers: Map<string, Offer>;
  /** Every offer that a venue was told of, as often as it was. */
  arrivals: Arrival[];
  /** Epoch milliseconds of every request for a page, by host. */
  requests: Map<string, number[]>;
};

/** What the control experiments do to a command on its way to a service. */
export type Tamper = <Command extends { input: object }>(
  service: Service,
  command: Command,
  functionName: string,
) => Command | 'swallowed';
export type Sabotage = {
  tamper?: Tamper;
  /** Queues deliver each message once more. */
  everythingTwice?: true;
  /** The venue books every notice without an answer, and says later that it has none. */
  venueForgets?: true;
};

export type Surroundings = {
  time: VirtualTime;
  random: () => number;
  isCalm: () => boolean;
  count: (fault: string) => void;
  sabotage: Sabotage;
};

export type World = Surroundings & {
  tables: Tables;
  /** By their URL. */
  queues: Map<string, SimulatedQueue>;
  /** By bucket/key. */
  objects: Map<string, Uint8Array>;
  internet: Internet;
  mail: () => void;
  /** What a handler needs and the simulation does not have. */
  missing: unknown[];
  invokePacket: (request: unknown) => Promise<{ Payload: Uint8Array; FunctionError?: string }>;
};

/** A mail about an alert, alone or in a digest, and the run that sent it. */
export type Mail = { alertId: string; run: Run };

export type History = {
  /** How often, by kind of fault. */
  injected: Map<string, number>;
  internet: Internet;
  objects: ReadonlyMap<string, Uint8Array>;
  /** Ids of what was put into the alert queue. */
  alertsAsked: ReadonlySet<string>;
  /** In order. */
  mails: Mail[];
  /** Messages and ticks that failed too often, and how many messages were still dead after they were given back. */
  dead: { seen: Map<string, number>; left: number };
};
