// What is asked again and again while titles are read, remembered in bounded memory.

/** More than the characters of one marketplace's scripts, and nearly all words of titles; made-up ones only empty the memory. */
const MOST_KNOWN = 5000;
const LONGEST_KEPT = 12; // V8 copies so short a piece of a text; a longer one would keep the whole text alive

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

/** The same function, which remembers its answers: titles are many, the words in them few. */
export function cachedPerWord<Result>(compute: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>();
  return (word) => {
    let answer = known.get(word);
    if (answer === undefined) {
      answer = compute(word);
      if (word.length > LONGEST_KEPT) return answer;
      if (known.size === MOST_KNOWN) known.clear();
      known.set(word, answer);
    }
    return answer;
  };
}

/**
 * The same function, which remembers its last answer: the signals ask about one listing in a row. Not a WeakMap of all
 * pairs, which costs the garbage collector more than the rest of scoring.
 */
export function cachedPerPair<A extends object, B extends object, Result>(
  compute: (a: A, b: B) => Result,
): (a: A, b: B) => Result {
  let last: { a: A; b: B; result: Result } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) last = { a, b, result: compute(a, b) };
    return last.result;
  };
}
