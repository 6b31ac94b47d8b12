import cliProgress from 'cli-progress';

/** Tells a person how far the run is. Never writes to stdout. */
export type Progress = {
  say: (line: string) => void;
  /** `done` from 0 to 1. */
  update: (done: number, text: string) => void;
  finish: () => void;
};

const WIDTH_COLUMNS = 30;

/** A bar on a terminal; elsewhere a line every few seconds while the text changes, and the last one. */
export function createProgress(
  output: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  return output.isTTY ? barProgress(output as NodeJS.WriteStream) : lineProgress(output, now);
}

function barProgress(output: NodeJS.WriteStream): Progress {
  const format = '{bar} {percentage} %  {text}';
  const bar = new cliProgress.SingleBar({
    format,
    stream: output,
    barsize: WIDTH_COLUMNS,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    gracefulExit: false,
  });
  let active = false;
  const finish = () => {
    if (active) bar.stop();
    active = false;
  };
  return {
    say(line) {
      finish();
      output.write(`${line}\n`);
    },
    update(done, text) {
      if (!active) bar.start(100, 0, { text });
      active = true;
      bar.update(Math.round(done * 100), { text });
    },
    finish,
  };
}

function lineProgress(output: Pick<NodeJS.WriteStream, 'write'>, now: () => number): Progress {
  let written = '';
  let waiting = '';
  let writtenAt = Number.NEGATIVE_INFINITY;
  const write = () => {
    if (waiting !== written) output.write(`${waiting}\n`);
    written = waiting;
    writtenAt = now();
  };
  return {
    say: (line) => void output.write(`${line}\n`),
    update(_done, text) {
      waiting = text;
      if (now() - writtenAt >= LINE_EVERY_MS) write();
    },
    finish: write,
  };
}

const LINE_EVERY_MS = 3_000;
const HEARTBEAT_MS = 4_000;

/** Calls `tell` until it is disposed of: nobody should wonder whether anything still happens. */
export function everyFewSeconds(tell: () => void): Disposable {
  const timer = setInterval(tell, HEARTBEAT_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
