const MINUTE = 60_000;

export type Faults = {
  /** At every step of a worker. */
  crash: number;
  /** At every step: a pause of up to 40 seconds. */
  stall: number;
  /** At every step but the last one before the request: frozen for up to 20 minutes, past every lease, and then it goes on. */
  zombie: number;
  duplicateDelivery: number;
  lostMessage: number;
  /** The venue books the notice, or does not, and the sender never hears of it. */
  lostAnswer: number;
  /** The venue is busy and says so. */
  busy: number;
  /** The venue reads the notice and refuses it. */
  refusal: number;
  /** The venue cannot be asked about a notice right now. */
  lostLookUp: number;
  /** Walls, resets and "slow down" on pages. */
  badPage: number;
  /** For so long the venue says that it has no such notice, although it has. */
  lagMs: number;
};

export const ROUGH: Faults = {
  crash: 0.015,
  stall: 0.05,
  zombie: 0.01,
  duplicateDelivery: 0.3,
  lostMessage: 0.03,
  lostAnswer: 0.1,
  busy: 0.05,
  refusal: 0.005,
  lostLookUp: 0.1,
  badPage: 0.05,
  lagMs: 40 * MINUTE,
};
