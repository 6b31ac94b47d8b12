/**
 * Finds many texts in another, the longest first where several begin. By their first character: a regular expression with a thousand
 * alternatives tries each of them at every place.
 */
export type SubstringFinder = {
  /** From left to right; what one takes is not looked at again. */
  allIn: (text: string) => string[];
  isAnyIn: (text: string) => boolean;
};

export function substringFinder(texts: Iterable<string>): SubstringFinder {
  const byFirst = Map.groupBy(
    [...texts].toSorted((a, b) => b.length - a.length),
    (text) => text.charCodeAt(0),
  );
  const longestAt = (text: string, at: number): string | undefined =>
    byFirst.get(text.charCodeAt(at))?.find((each) => text.startsWith(each, at));
  return {
    allIn(text) {
      const found: string[] = [];
      for (let at = 0; at < text.length; ) {
        const longest = longestAt(text, at);
        if (longest !== undefined) found.push(longest);
        at += longest?.length ?? 1;
      }
      return found;
    },
    isAnyIn(text) {
      for (let at = 0; at < text.length; at++) if (longestAt(text, at) !== undefined) return true;
      return false;
    },
  };
}
