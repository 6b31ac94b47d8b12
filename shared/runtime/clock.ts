/** Injected everywhere a decision depends on time, so that tests and the local time-lapse can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
