import { existsSync, readFileSync } from 'node:fs';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { writeFileAtomically } from './write-file.ts';

/** What signs the tokens of this machine; kept, so that a restart signs nobody out. */
export type SigningKey = {
  id: string;
  algorithm: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
  /** The claims of a token of this key and issuer that is still good. */
  verify: (token: string, issuer: string) => Promise<JWTPayload | undefined>;
};

const ALGORITHM = 'RS256'; // as Cognito's

export async function openSigningKey(file?: string): Promise<SigningKey> {
  const stored = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JWK) : undefined;
  const jwk = stored ?? (await newKey());
  if (file && !stored) writeFileAtomically(file, JSON.stringify(jwk), { mode: 0o600 });
  const { kty, n, e } = jwk;
  const publicJwk: JWK = { kty, n, e, use: 'sig', alg: ALGORITHM };
  publicJwk.kid = await calculateJwkThumbprint(publicJwk);
  const publicKey = (await importJWK(publicJwk, ALGORITHM)) as CryptoKey;
  return {
    id: publicJwk.kid,
    algorithm: ALGORITHM,
    privateKey: (await importJWK(jwk, ALGORITHM)) as CryptoKey,
    publicJwk,
    verify: async (token, issuer) => {
      const checked = await jwtVerify(token, publicKey, { issuer }).catch(() => undefined);
      return checked?.payload;
    },
  };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return exportJWK(privateKey);
}
