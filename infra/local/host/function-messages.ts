/** What the host and a function's thread say to each other. */
export type WorkerSetup = {
  name: string;
  arn: string;
  bundle: string;
  handler: string;
  memoryMb: number;
  clock: SharedArrayBuffer;
};
export type Request = { id: string; event: unknown; timeoutMs: number };
/** Ends the thread between two steps of its work. */
export type Leave = { leave: true };
export type FunctionError = { type: string; message: string; stack?: string };
export type Reply = { id: string } & ({ ok: true; payload: string } | { ok: false; error: FunctionError });
/** The bundle is loaded, or cannot be: the next invocation tells which. */
export type Ready = { ready: true };
