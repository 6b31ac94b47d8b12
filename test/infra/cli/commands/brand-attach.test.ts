import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brandCommand } from '#infra/cli/commands/brand.ts';
import { brandChanges, mustBeAsked } from '#shared/brands/brand-changes.ts';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { createDocumentStore } from '#shared/evidence/documents.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { aBrand } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

// The command, the API, a real bucket and real tables.

const NOW = new Date('2026-12-01T08:00:00.000Z');
const PDF = Buffer.from('%PDF-1.7\ncertificate');
const folder = mkdtempSync(join(tmpdir(), 'markwarden-attach-'));

let tables: Tables;
let buckets: Buckets;
let brands: BrandStore;
let terminal: CommandsWithApi | undefined;
beforeAll(async () => {
  [tables, buckets] = await Promise.all([startTables(), startBuckets('evidence')]);
  brands = createBrandStore(tables.client, tables.names.brands);
});
beforeEach(() => brands.put(aBrand(), NOW));
afterEach(() => terminal?.stop());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([tables.stop(), buckets.stop()]);
});

function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

async function attach(...words: string[]): Promise<Brand> {
  terminal = await commandsWithApi({
    brands,
    documents: createDocumentStore(buckets.client, 'evidence'),
    clock: () => NOW,
  });
  await brandCommand().parseAsync(['attach', 'nordhavn', ...words], { from: 'user' });
  return (await brands.asRegistered('nordhavn'))!;
}

const [mark] = aBrand().marks;

describe('markwarden brand attach', () => {
  it('puts a certificate on the mark that it proves, and says what the brand file has to say', async () => {
    const brand = await attach(
      file('c.pdf', PDF),
      '--kind',
      'certificate',
      '--right',
      mark!.number,
      '--language',
      'en',
    );
    const key = `documents/nordhavn/${sha256Hex(PDF)}.pdf`;
    expect(ownerOf(brand).rights[0]!.files).toEqual([
      { kind: 'certificate', key, sha256: sha256Hex(PDF), language: 'en' },
    ]);
    expect(terminal!.said).toContain('marks.0.files');
    expect(terminal!.said).toContain(`- { kind: certificate, key: ${key}, sha256: ${sha256Hex(PDF)}, language: en }`);
  });

  it('is done once, however often it is said', async () => {
    const words = [file('c.pdf', PDF), '--kind', 'certificate', '--right', mark!.number];
    await attach(...words);
    await terminal!.stop();
    expect(ownerOf(await attach(...words)).rights[0]!.files).toHaveLength(1);
  });

  it('puts a power of attorney on the authority', async () => {
    const brand = await attach(file('poa.pdf', PDF), '--kind', 'authority');
    expect(ownerOf(brand).authorities[0]!.file).toMatchObject({ sha256: sha256Hex(PDF) });
  });

  it.each([
    ['a page that calls itself a PDF', 'x.pdf', Buffer.from('<html><script>'), /none of the kinds/],
    ['a picture under another name', 'y.pdf', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /by its bytes it is a PNG/],
    ['a program', 'z.exe', Buffer.from('MZ'), /a document is one of pdf/],
    ['nothing', 'empty.pdf', Buffer.alloc(0), /between 1 and 20000000/],
  ])('refuses %s', async (_, name, bytes, why) => {
    const words = [file(name, bytes), '--kind', 'certificate', '--right', mark!.number];
    await expect(attach(...words)).rejects.toThrow(why);
    expect((await brands.asRegistered('nordhavn'))!.marks[0]!.files).toBeUndefined();
  });

  it('names the rights that there are when it is given another', async () => {
    const words = [file('c.pdf', PDF), '--kind', 'certificate', '--right', '999'];
    await expect(attach(...words)).rejects.toThrow(new RegExp(`there is no right "999"; there is .*${mark!.number}`));
  });
});

describe('an upload', () => {
  const start = (bytes: Uint8Array) =>
    createDocumentStore(buckets.client, 'evidence').start('nordhavn', {
      sha256: sha256Hex(bytes),
      bytes: bytes.length,
      ending: 'pdf',
    });

  it('of other bytes than were announced is not attached', async () => {
    const { key, address } = await start(PDF.subarray(1));
    // S3 refuses it for its checksum; this one does not look, so that ours has to.
    await fetch(address, { method: 'PUT', body: PDF.subarray(2) });
    const checked = await createDocumentStore(buckets.client, 'evidence').check('nordhavn', key);
    expect(checked).toHaveProperty('refused');
  });

  it("into another brand's folder, or out of one's own, is no document of the brand", async () => {
    const documents = createDocumentStore(buckets.client, 'evidence');
    for (const key of [`documents/other/${sha256Hex(PDF)}.pdf`, `documents/nordhavn/../other/${sha256Hex(PDF)}.pdf`])
      expect(await documents.check('nordhavn', key)).toEqual({ refused: `${key} is no document of nordhavn` });
  });
});

describe('the brand with its documents', () => {
  it('does not lose them to a file that lacks them without being asked', async () => {
    const brand = await attach(file('c.pdf', PDF), '--kind', 'certificate', '--right', mark!.number);
    const losses = brandChanges(brand, aBrand()).filter(mustBeAsked);
    expect(losses.map(({ what }) => what)).toEqual(['documents']);
  });

  it('is told which papers a watched venue asks for and that are not attached', async () => {
    const watches = [
      { keyword: 'nordhavn', marketplaces: ['taobao'], excluded: [], every: '1d', pages: 1, priority: false },
    ];
    const chinese = { ...mark!, jurisdictions: ['CN'] };
    const told = (brand: Brand) =>
      brandWarnings(brand, NOW).flatMap(({ message }) =>
        /asks for/.test(message) ? [message.split(' asks for ')[1]] : [],
      );
    const without = aBrand({ marks: [chinese], watches });
    expect(told(without)).toEqual([
      expect.stringContaining('the certificate of'),
      expect.stringContaining('the page with the classes of'),
      expect.stringContaining('the power of attorney'),
    ]);
    const certificate = { kind: 'certificate' as const, key: 'documents/nordhavn/1.pdf', sha256: 'a'.repeat(64) };
    const attached = aBrand({ marks: [{ ...chinese, files: [certificate] }], watches });
    expect(told(attached)).toEqual([expect.stringContaining('the power of attorney')]);
  });
});
