/** Keeps a number with its unit: "37 %" does not break between the two. */
export const unbroken = (text: string): string => text.replaceAll(/(\d) (?=%|KB\b|MB\b|UTC\b)/g, '$1\u00a0');
