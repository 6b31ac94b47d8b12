import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEvidenceLinks, type EvidenceLinks } from '#shared/evidence/evidence-links.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';

let buckets: Buckets;
let links: EvidenceLinks;
beforeAll(async () => {
  buckets = await startBuckets('evidence');
  links = await createEvidenceLinks(buckets.client, 'evidence');
  for (const [Key, Body, ContentType] of [
    ['nordhavn/1/page.html', '<script>alert(1)</script>', 'text/html'],
    ['nordhavn/1/screenshot.jpg', 'picture', 'image/jpeg'],
  ] as const)
    await buckets.client.send(new PutObjectCommand({ Bucket: 'evidence', Key, Body, ContentType }));
});
afterAll(() => buckets.stop());

test('leads to the object without any credentials, for a few minutes', async () => {
  const address = await links.linkTo('nordhavn/1/screenshot.jpg');
  expect(await (await fetch(address)).text()).toBe('picture');
  expect(new URL(address).origin).toBe(links.origin);
  expect(new URL(address).searchParams.get('X-Amz-Expires')).toBe('300');
});

test('hands a captured page over as a file of no type that a browser would open', async () => {
  const asked = new URL(await links.linkTo('nordhavn/1/page.html')).searchParams;
  expect(asked.get('response-content-disposition')).toBe('attachment; filename="page.html"');
  expect(asked.get('response-content-type')).toBe('application/octet-stream');
});

test('shows as a picture what is called one, whatever type its sender gave it', async () => {
  const Key = 'documents/nordhavn/photo.jpg';
  await buckets.client.send(
    new PutObjectCommand({ Bucket: 'evidence', Key, Body: '<script>alert(1)</script>', ContentType: 'text/html' }),
  );
  const asked = new URL(await links.linkTo(Key)).searchParams;
  expect(asked.get('response-content-disposition')).toBe('inline');
  expect(asked.get('response-content-type')).toBe('image/jpeg');
});
