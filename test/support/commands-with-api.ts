import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { vi } from 'vitest';
import { apiFor } from '#functions/api/api.ts';
import type { ApiServices } from '#functions/api/services.ts';
import { anAdmin } from './an-access.ts';
import { expectDocumented } from './contract.ts';
import { startServer } from './http-server.ts';

const NOTHING_KEPT: Pick<ApiServices, 'audit' | 'requests' | 'clock'> = {
  audit: { append: async () => {}, page: async () => ({ entries: [] }) },
  requests: {
    claim: async () => ({ is: 'ours', token: 'only' }),
    keep: async () => {},
    release: async () => {},
  },
  clock: () => new Date(),
};

/** What commands write, and the API that they find at MARKWARDEN_URL. `stop` gives the terminal and the environment back. */
export type CommandsWithApi = { printed: string; said: string; stop: () => Promise<void> };

/** @param services those that the commands in question need. */
export async function commandsWithApi(services: Partial<Record<keyof ApiServices, unknown>>): Promise<CommandsWithApi> {
  const app = apiFor({ ...NOTHING_KEPT, ...services } as ApiServices, anAdmin());
  const api = new Hono().mount('/api', async (request) => {
    const response = await app.fetch(request);
    await expectDocumented(request.method, new URL(request.url).pathname, response);
    return response;
  });
  const server = await startServer(getRequestListener(api.fetch));
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
