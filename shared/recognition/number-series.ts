const FIRST_YEAR = 1950;
const LAST_YEAR = 2049;
const RESOLUTIONS = [1080, 1200, 1280, 1440, 1600, 1920, 2160, 2560, 3440, 3840, 4096, 4320];
const STORAGE_SIZES = [16, 32, 64, 128, 256, 512, 1024, 2048];
const WIDEST_STEP = 8;

/**
 * Numbers in a row that an offer lists: sizes ("38 40 42"), versions ("11 12 13"), years, resolutions, memory sizes. A phone
 * number written like one of these is lost, which costs a link between sellers; a list taken for a phone number invents one.
 */
export function isNumberSeries(groups: readonly string[]): boolean {
  if (groups.length < 2) return false;
  const values = groups.map(Number);
  const areAll = (digits: number): boolean => groups.every(({ length }) => length === digits);
  if (areAll(4)) return values.some((value) => isYear(value) || RESOLUTIONS.includes(value));
  if (values.filter(isYear).length > 1 || values.every((value) => STORAGE_SIZES.includes(value))) return true;
  return groups.length > 2 && groups.every(({ length }) => length <= 3) && runsInSmallSteps(values);
}

const isYear = (value: number): boolean => value >= FIRST_YEAR && value <= LAST_YEAR;

function runsInSmallSteps(values: readonly number[]): boolean {
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  return (
    steps.every((step) => step > 0 && step <= WIDEST_STEP) || steps.every((step) => step < 0 && step >= -WIDEST_STEP)
  );
}
