const MOST_KNOWN = 5000; // more than the scripts of one marketplace; a text of all Unicode only empties the memory

/** The same function, which remembers its answers by code point: texts are many, characters few, and Unicode's properties slow to ask for. */
export function cachedPerCharacter<Result>(compute: (character: string) => Result): (codePoint: number) => Result {
  const known = new Map<number, { result: Result }>();
  return (codePoint) => {
    let answer = known.get(codePoint);
    if (!answer) {
      if (known.size === MOST_KNOWN) known.clear();
      answer = { result: compute(String.fromCodePoint(codePoint)) };
      known.set(codePoint, answer);
    }
    return answer.result;
  };
}
