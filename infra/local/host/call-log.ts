import { appendFileSync } from 'node:fs';
import type { JudgedCall } from './iam.ts';

/** Keeps each kind of call once: which function's role did what with what. One JSON object a line. */
export function callLog(file: string | undefined): ((call: JudgedCall) => void) | undefined {
  if (file === undefined) return undefined;
  const known = new Set<string>();
  return ({ role, action, resource }) => {
    // Of objects the first of each bucket and ending is enough: keys without end would make a file without end.
    const kind = `${role} ${action} ${resource.replace(/(?<=:::[^/]+\/).*(?=\/)/, '*')}`;
    const seen = action.startsWith('s3:') ? kind.replace(/[^/]*$/, (name) => name.split('.').at(-1)!) : kind;
    if (known.has(seen)) return;
    known.add(seen);
    appendFileSync(file, `${JSON.stringify({ role, action, resource })}\n`);
  };
}
