const CALL = 'self.__next_f.push(';

/**
 * What a Next.js page (app router) streams to React: the strings of its `self.__next_f.push([1,"…"])` calls, joined.
 * Feed it to `embeddedJson`; a leading "$" of a string is doubled in it.
 */
export function nextFlight(source: string): string {
  let joined = '';
  for (let at = source.indexOf(CALL); at >= 0; at = source.indexOf(CALL, at + CALL.length)) {
    const from = at + CALL.length;
    const end = source.indexOf('</script>', from);
    const written = source.slice(from, end < 0 ? undefined : end);
    const call = /^\s*\[\s*1\s*,\s*("[\s\S]*")\s*\]\s*\)\s*;?\s*$/.exec(written);
    try {
      if (call) joined += JSON.parse(call[1]!);
    } catch {
      // A push that is no JSON string carries nothing that we read.
    }
  }
  return joined;
}
