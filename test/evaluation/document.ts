const INTRODUCTION = `# Evaluation

Written by \`npm run evaluate\`; do not edit by hand. Seeds are fixed, so the same code on the same data writes the same page.

The labelled data stands outside this repository, in \`../shared/datasets\`, because most of it may be measured on but not passed on. No title, seller or brand of it appears here.
Figures in brackets are 95 % intervals by bootstrap over whole sellers (or brands, pictures, pairs, as said). What is drawn or written by a program is called *synthetic*: it is kinder than a real adversary.
`;

const begin = (name: string): string => `<!-- ${name}: begin -->`;
const end = (name: string): string => `<!-- ${name}: end -->`;

/** Puts fresh sections into the page; the sections of experiments that were not run stay as they are. */
export function updateDocument(
  previous: string,
  experiments: readonly { name: string; title: string }[],
  fresh: ReadonlyMap<string, string>,
  summary = '',
): string {
  const sections = experiments.flatMap(({ name, title }) => {
    const body = fresh.get(name) ?? sectionOf(previous, name);
    return body === undefined ? [] : [`## ${title}\n\n${begin(name)}\n\n${body.trim()}\n\n${end(name)}\n`];
  });
  return [INTRODUCTION, ...(summary ? [`## What is promised\n\n${summary}\n`] : []), ...sections].join('\n');
}

function sectionOf(document: string, name: string): string | undefined {
  const from = document.indexOf(begin(name));
  const to = document.indexOf(end(name));
  return from >= 0 && to > from ? document.slice(from + begin(name).length, to) : undefined;
}
