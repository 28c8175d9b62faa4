/**
 * The proof that an entry stands under a signed head: the entry, and of each later entry up to the head only the hash of
 * its content. So a proof can be given away without telling what else happened.
 */
import { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import { contentHashOf, type Entry, formatOf, hashOf, linkOf } from './entry.ts';
import { faultOfSignature, type Head } from './head.ts';
import type { KeyRing } from './keys.ts';
import { tell as detail, type Fault } from './texts.ts';

export interface Proof {
  entry: Entry;
  /** The content hashes of the entries after it, up to the entry of the head. */
  following: readonly string[];
  head: Head;
}

/** @returns null if an entry after the first one is of format 1, which has no content hash */
export function proofOf([entry, ...later]: readonly [Entry, ...Entry[]], head: Head): Proof | null {
  return later.some((one) => formatOf(one) === 1) ? null : { entry, following: later.map(contentHashOf), head };
}

/** @returns the first fault; null if the entry stood under the head when that was signed */
export function faultOfProof({ entry, following, head }: Proof, keys: KeyRing): Fault | null {
  const { chain, number } = entry;
  const found = (kind: JournalFault_Kind, told: Fault['detail']): Fault => ({ chain, number, kind, detail: told });
  if (hashOf(entry) !== entry.hash) return found(JournalFault_Kind.ENTRY_EDITED, detail('own_hash'));
  const { serial, keyId } = head;
  const forged = faultOfSignature(head, keys);
  if (forged) return found(JournalFault_Kind.HEAD_FORGED, detail(forged, { serial, keyId }));
  let previousHash = entry.hash;
  let at = number;
  for (const content of following) {
    at += 1;
    previousHash = linkOf({ chain, number: at, previousHash }, content);
  }
  const leads = head.chain === chain && head.number === at && head.hash === previousHash;
  return leads ? null : found(JournalFault_Kind.HEAD_DIFFERS, detail('not_proven', { serial }));
}
