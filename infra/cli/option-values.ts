import { InvalidArgumentError } from 'commander';

/** An option that was given but holds nothing is a mistake (an unset variable in a script), never the same as leaving it out. */
export function filled(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number is expected.');
}

export function port(text: string): number {
  const number = wholeNumber(text);
  if (number < 65_536) return number;
  throw new InvalidArgumentError('a number below 65536 is expected.');
}
