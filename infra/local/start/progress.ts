import cliProgress from 'cli-progress';

/** Tells a person how far the run is. Never writes to stdout. */
export type Progress = {
  say: (line: string) => void;
  /** `done` from 0 to 1. */
  update: (done: number, text: string) => void;
  finish: () => void;
};

const WIDTH_COLUMNS = 30;

/** A bar on a terminal; elsewhere a line whenever the text changes. */
export function createProgress(output: NodeJS.WriteStream = process.stderr): Progress {
  return output.isTTY ? barProgress(output) : lineProgress(output);
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

function lineProgress(output: NodeJS.WriteStream): Progress {
  let last = '';
  return {
    say: (line) => void output.write(`${line}\n`),
    update(_done, text) {
      if (text !== last) output.write(`${text}\n`);
      last = text;
    },
    finish() {},
  };
}

const HEARTBEAT_MS = 4_000;

/** Calls `tell` until it is disposed of: nobody should wonder whether anything still happens. */
export function everyFewSeconds(tell: () => void): Disposable {
  const timer = setInterval(tell, HEARTBEAT_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
