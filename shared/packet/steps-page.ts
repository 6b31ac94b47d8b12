import { escapeUTF8 } from 'entities';
import type { NoticeLanguage } from '#shared/domain/claim.ts';
import type { RenderedNotice } from '#shared/notices/legal-forms/render.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { readable } from './file-names.ts';
import { type Field, type Step, type StepsInput, stepsOf } from './steps.ts';

/** Not read by a lawyer of that language: whoever files should know before signing. */
const unread = (texts: readonly RenderedNotice[]): NoticeLanguage[] =>
  texts.filter(({ reviewed }) => !reviewed).map(({ language }) => language);

const LANGUAGE: Record<NoticeLanguage, string> = { en: 'English', zh: 'Chinese' };

/**
 * How to file the packet, step by step: a page that is opened from disk, asks nothing of the network, runs no script, and lets one click
 * select each block. Everything in it that comes from a seller or a brand file is escaped.
 */
export function stepsPage(input: StepsInput): string {
  const { content, targets, reference, texts } = input;
  const programme = programmeById(content.programme);
  const site = programme.sites.find(({ id }) => id === content.site);
  const names = unread(texts).map((language) => LANGUAGE[language]);
  return stepsDocument({
    heading: `File ${counted(targets.length)} with ${programme.title}`,
    reference,
    about: `Site: ${site?.label ?? content.site}`,
    ...(names.length > 0 && {
      warning: `No native lawyer has read the ${names.join(' and ')} wording of this notice yet. Have it read, or read it yourself, before you sign.`,
    }),
    steps: stepsOf(input),
    checked: programme.checked,
  });
}

/** Of a packet: `about` says what it is about, `checked` when the venue's form was last read. */
type StepsDocument = {
  heading: string;
  reference: string;
  about: string;
  warning?: string;
  steps: readonly Step[];
  checked: string;
};

export function stepsDocument({ heading, reference, about, warning, steps, checked }: StepsDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How to file ${shown(reference)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${shown(heading)}</h1>
<p>Our reference: <strong>${shown(reference)}</strong> · ${shown(about)} · One click on a grey block selects all of it.</p>
${warning ? `<p class="warning">${shown(warning)}</p>` : ''}
<ol>
${steps.map(stepHtml).join('\n')}
</ol>
<footer>What is said here of the venue's form was last checked on ${shown(checked)}. Where the form has changed, go by the form.</footer>
</body>
</html>
`;
}

const counted = (offers: number): string => `${offers} ${offers === 1 ? 'offer' : 'offers'}`;

const shown = (text: string): string => escapeUTF8(readable(text));

const stepHtml = ({ title, say = [], fields = [], attach = [], missing = [] }: Step): string =>
  [
    `<li><h2>${shown(title)}</h2>`,
    ...say.map((line) => `<p>${shown(line)}</p>`),
    ...missing.map((line) => `<p class="warning">${shown(line)}</p>`),
    ...(fields.length > 0 ? ['<div class="fields">', ...fields.map(fieldHtml), '</div>'] : []),
    ...(attach.length > 0
      ? [`<p>Attach:</p><ul class="files">${attach.map((path) => `<li>${shown(path)}</li>`).join('')}</ul>`]
      : []),
    '</li>',
  ].join('\n');

/** Longer ones take the whole width. */
const SHORT = 44;

const fieldHtml = ({ label, value, note }: Field): string =>
  `<div class="${fitsThird(value) ? 'short' : 'long'}"><h3>${shown(label)}${note ? ` <small>${shown(note)}</small>` : ''}</h3><pre>${shown(value)}</pre></div>`;

const STYLE = `
body{font:16px/1.5 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;margin:1.6rem 0 .3rem}
h3{font-size:.85rem;margin:.3rem 0 .2rem;color:#444}
.fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.2rem 1rem}.long{grid-column:1/-1}small{font-weight:400}
ol{padding-left:1.6rem}ol>li::marker{font-weight:700}p{margin:.3rem 0}
pre{user-select:all;white-space:pre-wrap;overflow-wrap:anywhere;max-height:16rem;overflow:auto;margin:0;padding:.5rem .7rem;background:#f0f1f3;border:1px solid #cfd2d6;border-radius:4px;font:14px/1.45 ui-monospace,Menlo,Consolas,monospace}
.warning{background:#fff3cd;border-left:4px solid #9a6700;padding:.5rem .7rem;margin:.6rem 0}
.files{font:14px/1.5 ui-monospace,Menlo,Consolas,monospace;margin:.2rem 0}
footer{margin-top:2.5rem;border-top:1px solid #cfd2d6;padding-top:.6rem;color:#555;font-size:.85rem}
@media print{pre{max-height:none}}
`;

/** An address that is broken over two lines is read wrongly and typed wrongly. */
const fitsThird = (value: string): boolean =>
  value.length <= SHORT && !value.includes('\n') && !(value.length > UNBROKEN && /^https?:/.test(value));
/** Letters of the fixed-width font that fit into a third of the page. */
const UNBROKEN = 20;
