import { extname } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { RightFile } from '#shared/domain/right.ts';
import { DOCUMENT_ENDINGS, MOST_DOCUMENT_BYTES } from '#shared/evidence/document-kinds.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { printJson, safeText, say } from '../print.ts';
import { readBytes } from './extract.ts';

type Options = {
  kind: string;
  right?: string;
  authority?: string;
  territory?: string;
  language?: string;
  json?: boolean;
};

const KINDS = [...RightFile.shape.kind.options, 'authority'];

export function addAttachCommand(brand: Command): void {
  brand
    .command('attach')
    .description('attach a certificate, power of attorney or photo to a right or an authority of the brand')
    .argument('<id>', 'brand id', filled)
    .argument('<file>', `the document: ${DOCUMENT_ENDINGS.join(', ')}`)
    .requiredOption('--kind <kind>', KINDS.join(', '), filled)
    .option('--right <id>', 'the right that it proves: its id, its number, or office:number', filled)
    .option('--authority <grantee>', 'whom it authorises, where the brand has several authorities', filled)
    .option('--territory <country>', 'of an extension: the country it is for, such as CN', filled)
    .option('--language <code>', 'of what is written in it, such as zh', filled)
    .option('--json', 'print {where, key, sha256}')
    .action(attach);
}

async function attach(id: string, file: string, options: Options): Promise<void> {
  const { kind, right, authority, territory, language, json } = options;
  if (!KINDS.includes(kind)) throw new UsageError(`--kind: "${kind}" is none of ${KINDS.join(', ')}.`);
  if (kind !== 'authority' && !right)
    throw new UsageError('--right: say which right the document proves, by its id or number.');
  const path = pathOf(id);
  const key = await uploadDocument(id, file);
  const attachment = kind === 'authority' ? { kind, authority, language } : { kind, right, territory, language };
  const Attached = z.object({ where: z.string(), key: z.string(), sha256: z.string() });
  const attached = await callHost(Attached, 'POST', path, { key, attachment });
  if (json) return printJson(attached);
  const details = Object.entries({
    ...(kind !== 'authority' && { kind }),
    ...attached,
    where: undefined,
    territory,
    language,
  });
  const fields = details.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  say(`Attached at ${attached.where}. So that your brand file knows it, add there:`);
  say(safeText(`  ${kind === 'authority' ? '' : '- '}{ ${fields.join(', ')} }`, 1000));
}

const pathOf = (brandId: string): string => `/brands/${encodeURIComponent(brandId)}/documents`;

/** Puts a document where the brand's documents lie, and gives its key; nothing refers to it yet. */
export async function uploadDocument(brandId: string, file: string): Promise<string> {
  const ending = extname(file).slice(1).toLowerCase();
  if (!(DOCUMENT_ENDINGS as readonly string[]).includes(ending))
    throw new UsageError(`${file}: a document is one of ${DOCUMENT_ENDINGS.join(', ')}.`);
  const bytes = readBytes(file);
  if (bytes.length === 0 || bytes.length > MOST_DOCUMENT_BYTES)
    throw new UsageError(`${file} has ${bytes.length} bytes; between 1 and ${MOST_DOCUMENT_BYTES} can be kept.`);
  return put(pathOf(brandId), bytes, ending);
}

async function put(path: string, bytes: Uint8Array, ending: string): Promise<string> {
  const Started = z.object({ key: z.string(), address: z.url(), headers: z.record(z.string(), z.string()) });
  const sha256 = sha256Hex(bytes);
  const started = await callHost(Started, 'POST', `${path}/uploads`, { sha256, bytes: bytes.length, ending });
  const { ok, status } = await fetch(started.address, {
    method: 'PUT',
    body: Buffer.from(bytes),
    headers: started.headers,
  });
  if (!ok) throw new UsageError(`The upload was refused (HTTP ${status}); nothing was attached. Try again.`);
  return started.key;
}
