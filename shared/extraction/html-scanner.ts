import { DecodingMode, EntityDecoder, htmlDecodeTree } from 'entities/decode';
import { meaningOf } from './html-elements.ts';
import type { Attributes, TreeBuilder } from './html-tree.ts';

const TAB = 9;
const NEWLINE = 10;
const FORM_FEED = 12;
const RETURN = 13;
const SPACE = 32;
const BANG = 33;
const QUOTE = 34;
const APOSTROPHE = 39;
const DASH = 45;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;

const isSpace = (c: number): boolean => c === SPACE || c === NEWLINE || c === TAB || c === RETURN || c === FORM_FEED;
const endsName = (c: number): boolean => c === GREATER || c === SLASH || isSpace(c);
const isLetter = (c: number): boolean => {
  const lower = c | 32;
  return lower >= 97 && lower <= 122;
};

/** Names and classes that a page repeats, kept as one string each: to look one up that was cut from the page anew takes V8 many times longer. */
const SLOTS = 1024;

/**
 * Tags and texts of a page, told to the builder, in one pass that jumps from mark to mark. A tag that the text's end cuts in half is left
 * out.
 */
export function scanHtml(html: string, to: TreeBuilder): void {
  const { length } = html;
  const repeated = new Array<{ written: string; lower: string } | undefined>(SLOTS).fill(undefined);
  let produced = '';
  const decoder = new EntityDecoder(htmlDecodeTree, (codePoint) => {
    produced += String.fromCodePoint(codePoint);
  });
  /** The first "&" at or behind the place that was last asked for. */
  let ampersand = -1;
  /** Where the tag that was read last ends. */
  let tagEnd = 0;
  let isSelfClosing = false;

  let textStart = 0;
  let mark = html.indexOf('<');
  while (mark >= 0) {
    const read = readerFor(html.charCodeAt(mark + 1), mark);
    if (read && mark > textStart) to.text(decoded(textStart, mark, DecodingMode.Legacy));
    const behind = read ? read(mark + 2) : mark + 1;
    if (behind < 0) return;
    if (read) textStart = behind;
    mark = html.indexOf('<', behind);
  }
  if (textStart < length) to.text(decoded(textStart, length, DecodingMode.Legacy));

  /** What reads the markup behind "<" and this character, from the next one on, and answers the index behind it, -1 where it does not end. */
  function readerFor(c: number, at: number): ((from: number) => number) | undefined {
    if (isLetter(c)) return readStartTag;
    if (c === SLASH && at + 2 < length) return readEndTag;
    if (c === BANG) return readDeclaration;
    return c === QUESTION ? behindTag : undefined;
  }

  function behindTag(from: number): number {
    return html.indexOf('>', from) + 1 || -1;
  }

  function readStartTag(from: number): number {
    const nameEnd = endOfName(from - 1);
    const name = nameAt(from - 1, nameEnd);
    const isTextOnly = meaningOf(name).isTextOnly && !to.isForeign();
    const attributes = readAttributes(nameEnd);
    if (!attributes) return -1;
    to.open(name, attributes, isSelfClosing);
    return isTextOnly ? readTextOnly(name, tagEnd) : tagEnd;
  }

  function readEndTag(from: number): number {
    if (!isLetter(html.charCodeAt(from))) return behindTag(from);
    const nameEnd = endOfName(from);
    const behind = behindTag(nameEnd);
    if (behind > 0) to.close(nameAt(from, nameEnd));
    return behind;
  }

  function endOfName(from: number): number {
    let end = from + 1;
    while (end < length && !endsName(html.charCodeAt(end))) end += 1;
    return end;
  }

  function nameAt(start: number, end: number): string {
    return repeatedAt(start, end).lower;
  }

  function repeatedAt(start: number, end: number): { written: string; lower: string } {
    let slot = end - start;
    for (let index = start; index < end; index += 1) slot = (slot * 31 + html.charCodeAt(index)) & (SLOTS - 1);
    const known = repeated[slot];
    if (known && known.written.length === end - start && html.startsWith(known.written, start)) return known;
    const written = html.slice(start, end);
    const found = { written, lower: written.toLowerCase() };
    repeated[slot] = found;
    return found;
  }

  /** From behind the tag's name; undefined when the tag does not end. */
  function readAttributes(from: number): Attributes | undefined {
    const attributes: Attributes = {};
    let index = from;
    isSelfClosing = false;
    while (index < length) {
      const c = html.charCodeAt(index);
      if (c === GREATER) {
        tagEnd = index + 1;
        return attributes;
      }
      if (isSpace(c)) index += 1;
      else if (c === SLASH) {
        do index += 1;
        while (isSpace(html.charCodeAt(index)));
        isSelfClosing = html.charCodeAt(index) === GREATER;
      } else index = readAttribute(index, attributes);
      if (index < 0) return undefined;
    }
    return undefined;
  }

  /** Index behind the attribute; -1 when it does not end. */
  function readAttribute(start: number, into: Attributes): number {
    let index = start + 1;
    while (index < length && html.charCodeAt(index) !== EQUALS && !endsName(html.charCodeAt(index))) index += 1;
    const name = nameAt(start, index);
    index = behindSpace(index);
    if (html.charCodeAt(index) !== EQUALS) {
      set(into, name, '');
      return index;
    }
    index = behindSpace(index + 1);
    const quote = html.charCodeAt(index);
    if (quote === QUOTE || quote === APOSTROPHE) {
      const end = html.indexOf(quote === QUOTE ? '"' : "'", index + 1);
      if (end < 0) return -1;
      set(into, name, valueAt(name, index + 1, end));
      return end + 1;
    }
    const from = index;
    while (index < length && html.charCodeAt(index) !== GREATER && !isSpace(html.charCodeAt(index))) index += 1;
    if (index === length) return -1;
    set(into, name, valueAt(name, from, index));
    return index;
  }

  function valueAt(name: string, start: number, end: number): string {
    return name === 'class' && !hasEntity(start, end)
      ? repeatedAt(start, end).written
      : decoded(start, end, DecodingMode.Attribute);
  }

  function behindSpace(from: number): number {
    let index = from;
    while (isSpace(html.charCodeAt(index))) index += 1;
    return index;
  }

  function readDeclaration(from: number): number {
    if (html.startsWith('--', from)) return behindComment(from + 2);
    if (html.startsWith('[CDATA[', from)) {
      const end = html.indexOf(']]>', from + 7);
      if (end < 0) return -1;
      if (to.isForeign()) to.text(html.slice(from + 7, end));
      return end + 3;
    }
    const behind = behindTag(from);
    if (behind > 0 && /^doctype$/i.test(html.slice(from, from + 7))) to.doctype(`!${html.slice(from, behind - 1)}`);
    return behind;
  }

  /** "-->", "--!>", and "<!-->" and "<!--->", which are whole comments. */
  function behindComment(from: number): number {
    if (html.charCodeAt(from) === GREATER) return from + 1;
    if (html.startsWith('->', from)) return from + 2;
    let dashes = html.indexOf('--', from);
    while (dashes >= 0) {
      let index = dashes + 2;
      while (html.charCodeAt(index) === DASH) index += 1;
      if (html.charCodeAt(index) === BANG) index += 1;
      if (html.charCodeAt(index) === GREATER) return index + 1;
      dashes = html.indexOf('--', index);
    }
    return -1;
  }

  /** The content of an element that holds only text, and its end tag; index behind that, -1 when the text ends before. */
  function readTextOnly(name: string, from: number): number {
    if (name === 'plaintext') {
      if (from < length) to.text(html.slice(from));
      return -1;
    }
    const hasEntities = name === 'title' || name === 'textarea';
    const mark = endTagOf(name, from);
    const textEnd = mark < 0 ? length : mark;
    if (textEnd > from) to.text(hasEntities ? decoded(from, textEnd, DecodingMode.Legacy) : html.slice(from, textEnd));
    if (mark < 0) return -1;
    to.close(name);
    return behindTag(mark + 2 + name.length);
  }

  function endTagOf(name: string, from: number): number {
    let mark = html.indexOf('</', from);
    while (mark >= 0) {
      const end = mark + 2 + name.length;
      if (end >= length) return -1;
      if (endsName(html.charCodeAt(end)) && html.slice(mark + 2, end).toLowerCase() === name) return mark;
      mark = html.indexOf('</', mark + 2);
    }
    return -1;
  }

  function hasEntity(start: number, end: number): boolean {
    if (ampersand < start) ampersand = indexOfAmpersand(start);
    return ampersand < end;
  }

  function decoded(start: number, end: number, mode: DecodingMode): string {
    if (!hasEntity(start, end)) return html.slice(start, end);
    let text = '';
    let from = start;
    while (ampersand < end) {
      produced = '';
      decoder.startEntity(mode);
      const written = decoder.write(html, ampersand + 1);
      const consumed = written < 0 ? decoder.end() : written;
      if (consumed > 0) {
        text += html.slice(from, ampersand) + produced;
        from = ampersand + consumed;
      }
      ampersand = indexOfAmpersand(Math.max(from, ampersand + 1));
    }
    return text + html.slice(from, end);
  }

  function indexOfAmpersand(from: number): number {
    const found = html.indexOf('&', from);
    return found < 0 ? Number.MAX_SAFE_INTEGER : found;
  }
}

/** The first of two of a name counts. */
function set(attributes: Attributes, name: string, value: string): void {
  if (attributes[name] === undefined || !Object.hasOwn(attributes, name)) attributes[name] = value;
}
