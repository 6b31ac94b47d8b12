import { readAssembly } from '#infra/local/host/assembly.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { readSystem } from '#infra/local/host/system.ts';
import type { System } from '#infra/local/host/system-spec.ts';

const NOWHERE = 'http://localhost';

/** The local stage as it is synthesised, for what does not depend on where things listen. */
export async function synthesisedSystem(): Promise<System> {
  const addresses = { messaging: NOWHERE, api: NOWHERE, identityProvider: NOWHERE, functionUrl: NOWHERE };
  return readSystem(readAssembly(await synthesisedAssembly()), addresses);
}
