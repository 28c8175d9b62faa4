/** Keys that sign heads: ed25519, in PEM. A key is named by its thumbprint, so that nobody can give it another name. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** A key that checks signatures. */
export interface PublicKey {
  /** The thumbprint of RFC 7638 over the form of RFC 8037, as base64url. */
  id: string;
  key: KeyObject;
}

export interface SigningKey extends PublicKey {
  secret: KeyObject;
}

/** Keys by their ids. */
export type KeyRing = ReadonlyMap<string, PublicKey>;

const BLOCK = /-----BEGIN ([A-Z ]{1,40})-----[^-]*-----END \1-----/g;

/** A variable in one line may have `\n` for the ends of lines. */
const unfolded = (pem: string): string => pem.replaceAll('\\n', '\n');

/** @throws Error if it is no private ed25519 key in PEM */
export function readSigningKey(pem: string): SigningKey {
  const secret = createPrivateKey(unfolded(pem));
  return { ...publicKeyOf(createPublicKey(secret)), secret };
}

/** One or more public keys, one block after the other. @throws Error if one is no ed25519 key */
export const readPublicKeys = (pem: string): PublicKey[] =>
  [...unfolded(pem).matchAll(BLOCK)].map(([block]) => publicKeyOf(createPublicKey(block)));

export const pemOf = ({ key }: PublicKey): string => key.export({ type: 'spki', format: 'pem' }).toString();

export const ringOf = (keys: readonly PublicKey[]): KeyRing => new Map(keys.map((key) => [key.id, key]));

function publicKeyOf(key: KeyObject): PublicKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`the key is ${key.asymmetricKeyType}, not ed25519`);
  const { crv, kty, x } = key.export({ format: 'jwk' });
  return { id: createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url'), key };
}
