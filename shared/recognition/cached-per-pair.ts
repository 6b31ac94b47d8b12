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
