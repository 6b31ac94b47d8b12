const MOST_KNOWN = 5000; // of the words of titles nearly all are among so many; made-up ones only empty the memory
const LONGEST_KEPT = 12; // V8 copies so short a piece of a text; a longer one would keep the whole text alive

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
