import data from './common-words.json' with { type: 'json' };

const words = new Set(data.words.flatMap((line) => line.split(' ')));

/** An ordinary word (folded, without accents), which is never taken for a disguised name. */
export const isCommonWord = (word: string): boolean => words.has(word);
