import { escapeUTF8 } from 'entities';
import type { NoticeLanguage } from '#shared/domain/claim.ts';
import type { NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import { type Section, sectionsOf } from './sections.ts';
import { REVIEWED, TITLE } from './wording.ts';

/** `reviewed`: whether a lawyer of that language has read the words of the form. */
export type RenderedNotice = { language: NoticeLanguage; text: string; html: string; reviewed: boolean };

/**
 * The notice as it is read, in one language: the form that the law gives it, with a line to sign on.
 * @param signedAt when a program hands it in, in the reporter's name: the day that stands beside the name
 */
export function render(
  content: NoticeContent,
  targets: readonly TargetStatement[],
  language: NoticeLanguage,
  signedAt?: Date,
): RenderedNotice {
  const title = TITLE[content.legalForm][language];
  const sections = sectionsOf(content, targets, language, signedAt);
  return {
    language,
    text: asText(title, sections),
    html: asHtml(title, sections, language),
    reviewed: REVIEWED[language],
  };
}

function asText(title: string, sections: readonly Section[]): string {
  const parts = sections.map(({ heading, lines }, index) =>
    [`${index + 1}. ${heading.toUpperCase()}`, ...lines].join('\n'),
  );
  return `${[title, ...parts].join('\n\n')}\n`;
}

function asHtml(title: string, sections: readonly Section[], language: NoticeLanguage): string {
  const lang = language === 'zh' ? 'zh-Hans' : language;
  const body = sections.map(
    ({ heading, lines }, index) =>
      `<section>\n<h2>${index + 1}. ${escapeUTF8(heading)}</h2>\n${lines.map(paragraph).join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><title>${escapeUTF8(title)}</title></head>
<body>
<h1>${escapeUTF8(title)}</h1>
${body.join('\n')}
</body>
</html>
`;
}

/** Addresses are written out and lead nowhere: they are the sellers'. */
const paragraph = (line: string): string => (line === '' ? '<hr>' : `<p>${escapeUTF8(line)}</p>`);
