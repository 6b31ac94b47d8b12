import type { Ask } from './sample-people.ts';

/** @throws Error when the API refuses. */
export async function answerOf(ask: Ask, path: string, body?: object): Promise<unknown> {
  const response = await ask(path, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the API refused ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
