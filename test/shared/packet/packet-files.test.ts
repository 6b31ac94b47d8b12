import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PacketRequest } from '#shared/domain/packet.ts';
import { programmeById, programmes } from '#shared/notices/programmes/index.ts';
import { packetFiles } from '#shared/packet/plan.ts';
import { aRight } from '#test/support/notices.ts';
import { aPacketRequest, offersOf } from '#test/support/packets.ts';
import { noticeFor } from '#test/support/programme-offers.ts';

// The packet of one notice of every programme, as a person gets it. Taobao's were read by eye whole, of most
// others the steps; nobody has read those of tiktok-shop, walmart-bp and wildberries-arbitration yet. What changes is to be read.

const requestFor = (programme: string, overrides: Partial<PacketRequest> = {}) =>
  aPacketRequest(noticeFor(programmeById(programme)), overrides);
const textOf = (request: PacketRequest, path: string): string => {
  const file = packetFiles(request).find((each) => each.path === path);
  if (!file || !('text' in file)) throw new Error(`no text ${path}`);
  return file.text;
};
const SHA = 'a'.repeat(64);

describe('a packet of every programme', () => {
  test.each(programmes.map(({ id }) => id))('%s', async (id) => {
    const request = requestFor(id);
    const files = packetFiles(request);
    const shown = files
      // The notice itself has golden files of its own.
      .map((file) =>
        'text' in file && !/^(00|10)-/.test(file.path) ? `== ${file.path}\n${file.text}` : `== ${file.path}\n`,
      )
      .join('');
    await expect(shown).toMatchFileSnapshot(`golden/${id}.txt`);
    await expect(textOf(request, '00-steps.html')).toMatchFileSnapshot(`golden/${id}.steps.html`);
    const { caseId, evidence } = request.targets[0]!;
    for (const file of files)
      if ('text' in file)
        for (const inner of [caseId, evidence[0]!.key, 'probability', 'undefined'])
          expect(file.text).not.toContain(inner);
  });
});

describe('the files of addresses', () => {
  const target = noticeFor(programmeById('alibaba-ipp')).targets[0]!;
  const addressesOf = (count: number) =>
    packetFiles(requestFor('alibaba-ipp', { targets: offersOf({ ...target, evidence: [] }, count, 40) })).flatMap(
      (file) => ('text' in file && file.path.startsWith('20-') ? [file.text.trimEnd().split('\n')] : []),
    );

  it('hold each address once, at most as many as one form takes', () => {
    const lines = addressesOf(650);
    expect(lines.map(({ length }) => length)).toEqual([300, 300, 50]);
    expect(new Set(lines.flat()).size).toBe(650);
  });

  it('are one for 300 offers of 40 sellers on Taobao', () => {
    expect(addressesOf(300).map(({ length }) => length)).toEqual([300]);
  });
});

describe('papers', () => {
  const certificate = { kind: 'certificate' as const, key: 'documents/nordhavn/abc.pdf', sha256: SHA };
  const withFile = (key: string) => {
    const notice = noticeFor(programmeById('alibaba-ipp'));
    const right = aRight({ ...notice.content.right, files: [{ ...certificate, key }] });
    return aPacketRequest({ ...notice, content: { ...notice.content, right } });
  };

  it('of the right are in the packet, and the page says to attach them', () => {
    const request = withFile(certificate.key);
    expect(packetFiles(request).map(({ path }) => path)).toContain('30-right/01-certificate.pdf');
    expect(textOf(request, '00-steps.html')).toContain('30-right/01-certificate.pdf');
    expect(textOf(request, '00-steps.html')).not.toContain('No certificate');
  });

  it('that are missing are named on the page', () => {
    expect(textOf(requestFor('alibaba-ipp'), '00-steps.html')).toContain(
      'No certificate of this right is in the packet',
    );
  });

  it.each([
    'otherbrand/case~1/page.html',
    'documents/otherbrand/x.pdf',
    'documents/nordhavn/../otherbrand/x.pdf',
    'packets/nordhavn/x.zip',
  ])('of somebody else are refused: %s', (key) => {
    expect(() => packetFiles(withFile(key))).toThrow(/no file of brand nordhavn/);
  });
});

describe('what sellers wrote', () => {
  const hostile = (title: string, itemId: string, sellerName: string) => {
    const request = requestFor('alibaba-ipp');
    return { ...request, targets: [{ ...request.targets[0]!, title, itemId, sellerName, sentences: [{ en: title }] }] };
  };

  it('is no markup on the page of steps', () => {
    const page = textOf(
      hostile('<img src=x onerror=alert(1)><script>1</script>', '1', '</pre><h1>Pay here'),
      '00-steps.html',
    );
    expect(page).not.toMatch(/<script|<img|<\/pre><h1>/);
    expect(page).toContain('&lt;img');
  });

  it.each(['=HYPERLINK("http://evil.example")', '+1+1', '-2', '@SUM(A1)', '\t=1', '\r=1'])(
    'is no formula in the table: %j',
    (name) => {
      const table = textOf(hostile(name, name, name), '21-targets.csv');
      const cells: string[][] = parse(table, { bom: true, record_delimiter: '\r\n' });
      expect(cells.map(({ length }) => length)).toEqual([8, 8]);
      expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    },
  );

  it('leads no file out of its folder, whatever the item is called', () => {
    const itemIds = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom('../../etc/passwd', '..', '.', 'CON', 'a/b', 'C:\\x'),
    );
    fc.assert(
      fc.property(itemIds, (itemId) => {
        const paths = packetFiles(hostile('x', itemId, 'x')).map(({ path }) => path);
        for (const path of paths) expect(path).toMatch(/^[\w-][\w.-]*(\/[\w-][\w.-]*){0,2}$/);
        expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      }),
    );
  });
});
