/** What an experiment gives back: one section of docs/evaluation.md and its plots by file name. */
export type Section = { markdown: string; plots?: Record<string, string> };

/** One question put to labelled data. Deterministic: seeds are fixed, dates and timings stay out of the section. */
export type Experiment = {
  /** For `--only`. */
  name: string;
  title: string;
  /** Folders of ../shared/datasets it cannot do without. */
  datasets: readonly string[];
  /** Why it cannot run on this machine, if so. */
  unavailable?: () => string | undefined;
  run: (progress: (line: string) => void) => Promise<Section> | Section;
};
