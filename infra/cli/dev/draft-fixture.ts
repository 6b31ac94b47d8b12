import { type CheerioAPI, load } from 'cheerio/slim';
import { parseHtml } from '#shared/extraction/parse-html.ts';

const NO_USE = 'style, svg, iframe, template, link[rel~="stylesheet"], link[rel~="preload"], link[rel~="prefetch"]';
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** A saved page without what no reader looks at: styles, drawings, programs, pictures in line. JSON that scripts carry stays. */
export function draftFixture(body: string, { keepPrograms = false } = {}): string {
  const masked = body.replace(EMAIL, 'name@mail.example');
  if (/^\s*[{[]/.test(masked)) return pretty(masked);
  const { root } = parseHtml(masked);
  if (!root) return masked;
  const $ = load(root);
  $(NO_USE).remove();
  $('script')
    .filter((_, script) => !keepPrograms && !carriesData($, script))
    .remove();
  $('*').each((_, element) => {
    if (!('attribs' in element)) return;
    for (const [name, value] of Object.entries(element.attribs))
      if (name.startsWith('on') || name === 'style' || name === 'srcset' || value.startsWith('data:'))
        delete element.attribs[name];
  });
  return `${$.html()
    .replace(/\n\s*\n/g, '\n')
    .trim()}\n`;
}

/** JSON, or a script that begins with a value being assigned or pushed. */
function carriesData($: CheerioAPI, script: Parameters<CheerioAPI>[0]): boolean {
  const element = $(script);
  if (/json/i.test(element.attr('type') ?? '')) return true;
  return element.attr('src') === undefined && /^[\w$.[\]"'\s|]{1,200}[=(]\s*["'[{]/.test(element.text().trim());
}

function pretty(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return text;
  }
}
