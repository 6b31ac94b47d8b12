/** Letters that a line takes, and lines that the picture takes. */
const LINE = 26;
const MOST_LINES = 5;

/**
 * A picture that says why there is none, for where a browser would show a broken one. Greys that stand on light and on dark; nothing in it
 * needs a style or a script.
 */
export function noPicture(why: string): string {
  const lines = ['No picture:', ...inLines(why)].slice(0, MOST_LINES);
  const top = 150 - (lines.length - 1) * 15;
  const texts = lines.map((line, index) => `<text x="200" y="${top + index * 30}">${escaped(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#52606e"/><g fill="#fff" font-family="sans-serif" font-size="24" text-anchor="middle" dominant-baseline="middle">${texts.join('')}</g></svg>`;
}

/** Words too long for a line are cut: an address says no more by its end. */
function inLines(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, LINE));
  }
  return lines;
}

/** Whatever XML takes for markup, and what it takes for no character at all. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[<>&"']/g, (each) => `&#${each.charCodeAt(0)};`)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '?');
