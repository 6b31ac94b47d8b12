import type { Target } from './targets.ts';

/** What an experiment gives back: one section of docs/evaluation.md, its plots by file name, and the promises it measures. */
export type Section = { markdown: string; plots?: Record<string, string>; targets?: readonly Target[] };

/** `quick`: for a gate that runs with every change. Less data, so wider intervals and other figures than the page has. */
export type Run = { progress: (line: string) => void; quick: boolean };

/** One question put to labelled data. Deterministic: seeds are fixed, dates and timings stay out of the section. */
export type Experiment = {
  /** For `--only`. */
  name: string;
  title: string;
  /** Folders of ../shared/datasets it cannot do without. */
  datasets: readonly string[];
  /** Measures promises: part of the gate. */
  promises?: true;
  /** Why it cannot run on this machine, if so. */
  unavailable?: () => string | undefined;
  run: (progress: Run['progress'], run: Run) => Promise<Section> | Section;
};
