import { REGION } from './local-identity.ts';

/** Nothing here checks a signature, but the SDK wants to make one. */
export const LOCAL_CREDENTIALS = { region: REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
