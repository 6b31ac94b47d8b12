import { expect, test } from 'vitest';
import { factoryBatch } from '#shared/recognition/factory-batch.ts';

test.each(['GX BATCH', 'gxbatch', 'Pk Batch 2026 autumn'.replace(' 2026', ''), 'M BATCH', 'H12 batch', 'OK版本'])(
  '"%s" names the workshop of a copy',
  (line) => expect(factoryBatch(line)?.phrase).toBeTruthy(),
);

test.each([
  'NEW BATCH',
  'SMALL BATCH COFFEE',
  'LOT BATCH',
  'GX BATCH NO 12',
  'BATCH A12',
  'batch',
  'MIX BATCH',
  'PK BATCH 77',
])('"%s" does not', (line) => expect(factoryBatch(line)).toBeUndefined());
