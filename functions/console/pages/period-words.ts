const UNITS: Record<string, string> = { m: 'minute', h: 'hour', d: 'day' };

/** How often a watch is scanned: "1d" is every "day", "6h" every "6 hours". */
export function periodWords(every: string): string {
  const number = Number.parseInt(every, 10);
  const unit = UNITS[every.slice(-1)] ?? every;
  return number === 1 ? unit : `${number} ${unit}s`;
}
