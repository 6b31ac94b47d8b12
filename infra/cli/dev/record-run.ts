import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Makes docs/run.svg, the README's picture, from a real run: `npm run record:run`.

const FONT_PX = 13;
const LINE_PX = 18;
const CHAR_PX = 7.83; // width of a monospace character at FONT_PX
const PADDING_PX = 20;
const TITLE_BAR_PX = 34;

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A terminal window with these lines in it. */
export function terminalSvg(command: string, lines: readonly string[]): string {
  const columns = Math.max(...lines.map((line) => [...line].length), 60);
  const width = Math.ceil(columns * CHAR_PX + 2 * PADDING_PX);
  const height = TITLE_BAR_PX + (lines.length + 2) * LINE_PX + PADDING_PX;
  const row = (line: string, index: number, colour: string) =>
    `<text x="${PADDING_PX}" y="${TITLE_BAR_PX + (index + 1) * LINE_PX}" fill="${colour}" xml:space="preserve">${escapeXml(line)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Terminal: ${escapeXml(command)}">
<rect width="100%" height="100%" rx="10" fill="#10161d"/>
<circle cx="20" cy="17" r="5.5" fill="#ff5f57"/><circle cx="38" cy="17" r="5.5" fill="#febc2e"/><circle cx="56" cy="17" r="5.5" fill="#28c840"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_PX}">
${row(`$ ${command}`, 0, '#8be9a8')}
${lines.map((line, index) => row(line, index + 1, '#d7dfe7')).join('\n')}
</g>
</svg>
`;
}

async function runOnce(): Promise<string[]> {
  const state = mkdtempSync(join(tmpdir(), 'markwarden-record-'));
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  try {
    const child = spawn(process.execPath, [main, 'start', '--once', '--state-dir', state], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    await new Promise((resolve) => child.once('close', resolve));
    return text.trimEnd().split('\n');
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const lines = await runOnce();
  writeFileSync(
    fileURLToPath(new URL('../../../docs/run.svg', import.meta.url)),
    terminalSvg('npm start -- --once', lines),
  );
}
