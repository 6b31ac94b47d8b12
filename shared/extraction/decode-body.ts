/** Larger bodies are not read: no result page in our corpus passes 3 MB, bombs do. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Where browsers look for `<meta charset>`; some shops put it behind a long comment. */
const META_WINDOW_BYTES = 4096;

export type DecodedBody = { text: string; charset: string };

/**
 * Bytes → text as a browser would: byte-order mark, valid UTF-8, HTTP charset, `<meta>`, then the Windows default.
 * Valid non-ASCII UTF-8 wins over a label, because saved and proxied pages keep their old one. Never throws;
 * bytes beyond the cap are dropped.
 */
export function decodeBody(bytes: Uint8Array, contentType = ''): DecodedBody {
  const body = bytes.subarray(0, MAX_BODY_BYTES);
  const marked = byteOrderMark(body) ?? unlabelledUtf16(body);
  const whole = marked === undefined && !hasIso2022Escape(body) ? decodedAs('utf-8', body) : undefined;
  if (whole !== undefined) return { text: whole, charset: 'utf-8' };
  const charset = marked ?? (isCutUtf8(body) ? 'utf-8' : declared(body, contentType)) ?? 'windows-1252';
  return { text: new TextDecoder(charset).decode(body), charset };
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** "<" and "!" with zero bytes between them. */
function unlabelledUtf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c && bytes[2] === 0) return 'utf-16be';
  return undefined;
}

/** The text; undefined when the bytes are none in this charset. */
function decodedAs(charset: string, bytes: Uint8Array, options?: { stream: boolean }): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, options);
  } catch {
    return undefined;
  }
}

/** Only the last character is cut in half, where a transfer stopped. A short text may be one in a Windows charset with such an end. */
function isCutUtf8(bytes: Uint8Array): boolean {
  return bytes.length >= 1024 && !hasIso2022Escape(bytes) && decodedAs('utf-8', bytes, { stream: true }) !== undefined;
}

/** ISO-2022-JP is seven-bit, so it passes as UTF-8; its escape sequence gives it away. */
function hasIso2022Escape(bytes: Uint8Array): boolean {
  const start = bytes.indexOf(0x1b);
  return start >= 0 && (bytes[start + 1] === 0x24 || bytes[start + 1] === 0x28);
}

function declared(bytes: Uint8Array, contentType: string): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, META_WINDOW_BYTES));
  const labels = [
    /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1],
    /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1],
    /<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1],
  ];
  for (const label of labels) {
    const charset = label && knownCharset(label);
    if (charset) return charset;
  }
  return undefined;
}

function knownCharset(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
