/** How often a costly random trial is made: a sample in `npm test`, the whole in `npm run prove`. */
export const tries = (sample: number, whole: number): number => (process.env.MARKWARDEN_PROVE ? whole : sample);
