import { getRequestListener } from '@hono/node-server';
import { vi } from 'vitest';
import { createApi } from '#functions/api/api.ts';
import type { ApiServices } from '#functions/api/services.ts';
import { startServer } from './http-server.ts';

/** What commands write, and the API that they find at MARKWARDEN_URL. `stop` gives the terminal and the environment back. */
export type CommandsWithApi = { printed: string; said: string; stop: () => Promise<void> };

/** @param services those that the commands in question need. */
export async function commandsWithApi(services: Partial<Record<keyof ApiServices, unknown>>): Promise<CommandsWithApi> {
  const server = await startServer(getRequestListener(createApi(services as ApiServices).fetch));
  vi.stubEnv('MARKWARDEN_URL', server.origin);
  const terminal: CommandsWithApi = {
    printed: '',
    said: '',
    async stop() {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      await server.stop();
    },
  };
  for (const [stream, kept] of [
    [process.stdout, 'printed'],
    [process.stderr, 'said'],
  ] as const) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      terminal[kept] += text;
      return true;
    });
  }
  return terminal;
}
