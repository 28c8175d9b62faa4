/** The contract's rules on what can be read of a request that is refused anyway, so that its caller is told of all faults at once. */
import { type DescMessage, fromJson, type Message, toBinary } from '@bufbuild/protobuf';
import { type Fault, Rejection } from '@naru/kit/rejection';
import { checkMessage } from '@naru/kit/validate';
import { FAULTS_MAX, type Json } from './walk.ts';

/**
 * @param known the faults that the request is refused for. Their fields were taken out, so nothing is said of these
 * fields, of what they are part of, or of a mask that lacks them.
 */
export function ruleFaults(input: DescMessage, request: Json, known: readonly Fault[]): Fault[] {
  const isKnown = ({ path, rule }: Fault) =>
    rule === 'update_mask.missing' || known.some((fault) => isWithin(fault.path, path) || isWithin(path, fault.path));
  return brokenRules(input, () => fromJson(input, request)).filter((fault) => !isKnown(fault));
}

/** The first rules that a message breaks. A message that cannot be read breaks none. */
export function brokenRules(input: DescMessage, read: () => Message): readonly Fault[] {
  const bytes = readable(() => toBinary(input, read()));
  if (!bytes) return [];
  try {
    checkMessage(input, bytes);
    return [];
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return error.faults.slice(0, FAULTS_MAX);
  }
}

function readable(read: () => Uint8Array): Uint8Array | null {
  try {
    return read();
  } catch {
    return null; // Its faults are known already.
  }
}

/** profile.name is within profile, and everything is within the whole. */
const isWithin = (path: string, whole: string): boolean =>
  whole === '' || path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
