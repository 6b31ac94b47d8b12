import { type Document, DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';

// Blink and WebKit cap nesting at 512 too; the largest real page we know has 30,000 nodes.
const MAX_DEPTH = 512;
const MAX_NODES = 200_000;
const MAX_MS = 2000;
const CHUNK = 64 * 1024;

class HostilePageError extends Error {
  override name = 'HostilePageError';
}

/** Stops a page that would cost minutes of CPU: nesting and floods make every tree builder quadratic. */
class GuardedDom extends DomHandler {
  private elements = 0;
  private events = 0;
  private readonly deadline = performance.now() + MAX_MS;

  override onopentag(name: string, attributes: Record<string, string>): void {
    this.elements += 1;
    if (this.elements > MAX_NODES) throw new HostilePageError(`more than ${MAX_NODES} elements`);
    if (this.tagStack.length > MAX_DEPTH) throw new HostilePageError(`elements nested deeper than ${MAX_DEPTH}`);
    this.watchTime();
    super.onopentag(name, attributes);
    this.tagStack.at(-1)!.startIndex = this.elements;
  }

  /** `startIndex` and `endIndex` say in which order elements open, and which is the last one within: not offsets in the source. */
  override onclosetag(): void {
    this.tagStack.at(-1)!.endIndex = this.elements;
    super.onclosetag();
  }

  override onend(): void {
    this.root.startIndex = 0;
    this.root.endIndex = this.elements;
    super.onend();
  }

  override ontext(data: string): void {
    this.watchTime();
    super.ontext(data);
  }

  // Comments carry nothing that we read, and a flood of them is cheap to send.
  override oncomment(): void {}
  override oncommentend(): void {}

  private watchTime(): void {
    this.events += 1;
    if ((this.events & 1023) === 0 && performance.now() > this.deadline) {
      throw new HostilePageError(`parsing took over ${MAX_MS} ms`);
    }
  }
}

export type ParsedHtml = { root: Document; hostile?: undefined } | { root?: undefined; hostile: string };

/** HTML → tree under limits on depth, nodes and time. A page that trips them comes back as a sentence, never as a crash. */
export function parseHtml(html: string): ParsedHtml {
  const handler = new GuardedDom();
  const parser = new Parser(handler);
  try {
    for (let at = 0; at < html.length; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
    parser.end();
    return { root: handler.root };
  } catch (error) {
    if (error instanceof HostilePageError || error instanceof RangeError) return { hostile: error.message };
    throw error;
  }
}
