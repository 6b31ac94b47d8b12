import { afterAll, vi } from 'vitest';
import './environment.ts';

// Files share a process (vitest.config.ts): what one has spied on or set ends with it.
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  process.exitCode = undefined;
});
