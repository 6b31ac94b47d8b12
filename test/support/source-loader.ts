import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

// Node itself loads our TypeScript. What it does not know is done by esbuild, as in the bundles: JSX, and text that is imported.
const tsconfigRaw = readFileSync(new URL('../../tsconfig.json', import.meta.url), 'utf8');

registerHooks({
  load(url, context, nextLoad) {
    const isText = context.importAttributes?.type === 'text';
    if (!isText && !url.endsWith('.tsx')) return nextLoad(url, context);
    const content = readFileSync(fileURLToPath(url), 'utf8');
    const source = isText
      ? `export default ${JSON.stringify(content)};`
      : transformSync(content, { loader: 'tsx', sourcefile: url, sourcemap: 'inline', tsconfigRaw }).code;
    return { format: 'module', source, shortCircuit: true };
  },
});
