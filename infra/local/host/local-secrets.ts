import { existsSync, readFileSync } from 'node:fs';
import type { SecretSpec } from './system-spec.ts';
import { writeFileAtomically } from './write-file.ts';

/** Secrets by name or ARN; undefined for one that is not there. */
export type LocalSecrets = {
  get: (id: string) => { arn: string; name: string; value: string } | undefined;
  /** False when there is no such secret: functions change them, and only people make them. */
  put: (id: string, value: string) => boolean;
};

/**
 * The template's secrets, whose values are given, and those that people make beside it: the accounts of brands at venues, which lie in
 * `file`, a JSON object of name → object.
 */
export function localSecrets(
  ofTemplate: readonly SecretSpec[],
  valueByName: (name: string) => string,
  file: string | undefined,
): LocalSecrets {
  // Read at every use: a person may have edited it.
  const made = (): Record<string, unknown> => (file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  return {
    get(id) {
      const spec = ofTemplate.find(({ name, arn }) => id === name || id === arn);
      if (spec) return { ...spec, value: valueByName(spec.name) };
      const value = made()[id];
      return value === undefined ? undefined : { name: id, arn: id, value: JSON.stringify(value) };
    },
    put(id, value) {
      const all = made();
      if (!file || !(id in all)) return false;
      writeFileAtomically(file, JSON.stringify({ ...all, [id]: JSON.parse(value) }, null, 2));
      return true;
    },
  };
}
