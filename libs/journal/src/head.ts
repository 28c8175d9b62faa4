/** A head: what a chain was at an instant, signed. Whoever keeps heads elsewhere sees later changes of the entries. */
import { sign, verify } from 'node:crypto';
import type { Tail } from './entry.ts';
import type { KeyRing, SigningKey } from './keys.ts';

export interface Head extends Tail {
  chain: string;
  /** From 1, without gaps, in each chain. */
  serial: number;
  signedAt: Date;
  keyId: string;
  /** ed25519, as base64url. */
  signature: string;
}

/** No more entries than this stand after a head before the next one. */
export const HEAD_EVERY_ENTRIES = 1_000;

/**
 * The bytes that are signed, UTF-8 of a JSON array without spaces: `naru.journal.head.1`, chain, serial, number, hash,
 * instant (ISO 8601 in UTC with milliseconds) and the id of the key.
 */
const statementOf = ({ chain, serial, number, hash, signedAt, keyId }: Omit<Head, 'signature'>): Buffer =>
  Buffer.from(JSON.stringify(['naru.journal.head.1', chain, serial, number, hash, signedAt.toISOString(), keyId]));

export function signHead(head: Omit<Head, 'signature' | 'keyId'>, { id: keyId, secret }: SigningKey): Head {
  const open = { ...head, keyId };
  return { ...open, signature: sign(null, statementOf(open), secret).toString('base64url') };
}

/** @returns null where the signature holds */
export function faultOfSignature(head: Head, keys: KeyRing): 'key_unknown' | 'signature_wrong' | null {
  const known = keys.get(head.keyId);
  if (!known) return 'key_unknown';
  const holds = verify(null, statementOf(head), known.key, Buffer.from(head.signature, 'base64url'));
  return holds ? null : 'signature_wrong';
}
