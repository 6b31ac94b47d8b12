/** The same answer for the same text: thousands of elements of a page write the same few hundred classes. To be kept as long as a page. */
export function oncePerText<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    const found = ask(text);
    known.set(text, found);
    return found;
  };
}
