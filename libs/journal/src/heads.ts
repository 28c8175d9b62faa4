/** The signed heads of one chain, checked against each other before the entries are read. */
import { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import { faultOfSignature, HEAD_EVERY_ENTRIES, type Head } from './head.ts';
import type { KeyRing } from './keys.ts';
import { tell as detail, type Tell } from './texts.ts';

export interface HeadsOf {
  /** All heads that stand beside the entries. */
  stored: readonly Head[];
  /** Heads that somebody kept elsewhere: any of them, in any order, also some that are stored too. */
  kept: readonly Head[];
  keys: KeyRing;
}

/** @returns the heads whose signatures hold, each once, by their serial numbers */
export function checkHeads({ stored, kept, keys }: HeadsOf, tell: Tell): Head[] {
  const signed = [...stored, ...kept].filter((head) => isSigned(head, keys, tell));
  const bySerial = [...Map.groupBy(signed, ({ serial }) => serial)].sort(([one], [other]) => one - other);
  const sound = bySerial.flatMap(([serial, same]) => different(serial, same, tell));
  // Signatures of ed25519 are equal where what is signed is equal.
  const signatures = new Set(sound.map(({ signature }) => signature));
  checkGaps(
    stored.filter(({ signature }) => signatures.has(signature)),
    tell,
  );
  return sound;
}

function isSigned(head: Head, keys: KeyRing, tell: Tell): boolean {
  const fault = faultOfSignature(head, keys);
  const { number, serial, keyId } = head;
  if (fault) tell({ number, kind: JournalFault_Kind.HEAD_FORGED, detail: detail(fault, { serial, keyId }) });
  return fault === null;
}

/** A head that was kept twice is one head. Two heads of one serial number mean that the chain was signed twice. */
function different(serial: number, same: readonly Head[], tell: Tell): Head[] {
  const heads = [...new Map(same.map((head) => [head.signature, head])).values()];
  const [one, other] = heads;
  if (one && other) {
    const first = Math.min(one.number, other.number);
    tell({ number: first, kind: JournalFault_Kind.HEAD_DOUBLED, detail: detail('head_doubled', { serial }) });
  }
  return heads;
}

/** Heads that were kept may have gaps, but those beside the entries have none. */
function checkGaps(stored: readonly Head[], tell: Tell): void {
  const heads = stored.toSorted((one, other) => one.serial - other.serial);
  let [serial, number] = [0, 0];
  for (const head of heads) {
    if (head.serial > serial + 1) {
      const gap = detail('heads_missing', { from: serial + 1, to: head.serial - 1 });
      tell({ number: number + 1, kind: JournalFault_Kind.HEAD_MISSING, detail: gap });
    } else if (head.number - number > HEAD_EVERY_ENTRIES) {
      const late = detail('unsigned', { from: number + 1, to: head.number, every: HEAD_EVERY_ENTRIES });
      tell({ number: number + 1, kind: JournalFault_Kind.HEAD_MISSING, detail: late });
    }
    [serial, number] = [head.serial, head.number];
  }
}
