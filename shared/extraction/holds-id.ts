import { percentDecoded } from './absolute-url.ts';

/** Whether an address, or a part of one, names this item: "MLC-460000001" is MLC460000001; 1001 is not part of 10012. */
export function holdsId(place: string, itemId: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const id = plain(itemId);
  const isNumber = /^\d+$/.test(itemId);
  if (isNumber) return new RegExp(`(?<!\\d)${id}(?!\\d)`).test(percentDecoded(place));
  return plain(percentDecoded(place)).includes(id);
}
