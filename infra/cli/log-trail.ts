/** A line that a function logged, and which function it was. */
export type LogLine = {
  functionName: string;
  timestamp: string;
  level: string;
  message: string;
  fields: Record<string, unknown>;
};

const IDS = ['jobId', 'caseId', 'noticeId'] as const;
// The logger's own words, and what stands in columns of its own.
const COLUMNS = new Set(['timestamp', 'level', 'message', 'service', 'sampling_rate']);

/** The lines of a log that the logger wrote; metrics and what a runtime prints are passed over. */
export function logLines(functionName: string, text: string): LogLine[] {
  return text.split('\n').flatMap((line) => {
    const found = objectIn(line);
    if (typeof found?.timestamp !== 'string' || typeof found.message !== 'string') return [];
    const fields = Object.fromEntries(Object.entries(found).filter(([name]) => !COLUMNS.has(name)));
    return [{ functionName, timestamp: found.timestamp, level: String(found.level), message: found.message, fields }];
  });
}

function objectIn(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // cut off where a process was killed
  }
}

/**
 * The path of one job, case or notice, oldest first. Of a case also the job that found it and the notices that it went into, but
 * nothing about other offers in them.
 */
export function trailOf(lines: readonly LogLine[], id: string): LogLine[] {
  const own = lines.filter(({ fields }) => IDS.some((name) => fields[name] === id));
  const isCase = own.some(({ fields }) => fields.caseId === id);
  const related = new Set(isCase ? own.flatMap(({ fields }) => [fields.jobId, fields.noticeId]).filter(Boolean) : []);
  const isAbout = ({ fields }: LogLine) =>
    (fields.caseId === undefined || fields.caseId === id) &&
    (related.has(fields.noticeId) || (fields.noticeId === undefined && related.has(fields.jobId)));
  return lines
    .filter((line) => own.includes(line) || isAbout(line))
    .toSorted((a, b) => a.timestamp.localeCompare(b.timestamp));
}
