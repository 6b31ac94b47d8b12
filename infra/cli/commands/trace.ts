import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { stateDirectory } from '#infra/local/start/state-directory.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import { type LogLine, logLines, trailOf } from '../log-trail.ts';
import { filled } from '../option-values.ts';
import { printJson, printTable, safeText } from '../print.ts';

export function traceCommand(): Command {
  return new Command('trace')
    .argument('<id>', 'of a case, a notice or a scan job', filled)
    .option('--state-dir <path>', 'where the local host keeps its state (default .markwarden in the project)', filled)
    .option('--json', 'print an array of {functionName, timestamp, level, message, fields}')
    .addHelpText('after', '\nOn AWS: CloudWatch, Logs Insights, saved query "markwarden/<stage>/one offer".')
    .action((id: string, options: { stateDir?: string; json?: boolean }) => {
      const found = trailOf(allLines(stateDirectory(options.stateDir ?? process.env.MARKWARDEN_STATE_DIR)), id);
      if (found.length === 0)
        throw new UsageError(
          `No line of the local host's logs names "${safeText(id)}". Ids are those that "cases" and "notice list" print.`,
        );
      if (options.json) return printJson(found);
      printTable(
        ['when', 'function', 'what', 'about'],
        found.map((line) => [line.timestamp, line.functionName, what(line), about(line)]),
      );
    });
}

function allLines(state: string): LogLine[] {
  const directory = path.join(state, 'logs');
  if (!existsSync(directory)) throw new UsageError(`There are no logs in ${directory}. Start a host with "npm start".`);
  return readdirSync(directory).flatMap((file) =>
    logLines(file.replace(/(Function)?[0-9A-F]{8}\.log$/, ''), readFileSync(path.join(directory, file), 'utf8')),
  );
}

const what = ({ level, message }: LogLine): string => (level === 'INFO' ? message : `${level}: ${message}`);

const about = ({ fields }: LogLine): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined && typeof value !== 'object')
    .map(([name, value]) => `${name} ${safeText(String(value), 80)}`)
    .join(', ');
