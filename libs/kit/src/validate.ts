/** The trust boundary: raw bytes in; out a message that keeps every rule of the contract, or all its faults. */
import { type DescMessage, fromBinary, type Message } from '@bufbuild/protobuf';
import { createValidator } from '@bufbuild/protovalidate';
import { registry } from '@naru/contracts';
import { type TextKind, textKindOf } from '@naru/contracts/prose';
import { isOutOfTime } from '@naru/contracts/time';
import { faultOf } from './field-texts.ts';
import { kit } from './kit-texts.ts';
import { orderFault } from './order.ts';
import { broken, type Fault } from './rejection.ts';
import { unseenIn } from './unseen.ts';
import { updateScope } from './update.ts';

const validator = createValidator({ registry });
const ASCII = /^\p{ASCII}*$/u;
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/**
 * @returns the message as the contract's fields
 * @throws Rejection `invalid` with every fault: a broken rule of the contract, or text that is not NFC
 */
export function checkMessage(desc: DescMessage, bytes: Uint8Array): Message {
  const message = decode(desc, bytes);
  const result = validator.validate(desc, message);
  if (result.kind === 'error') throw result.error;
  const { maskFaults, concerns, shown } = updateScope(desc, message);
  const violations = result.kind === 'invalid' ? result.violations : [];
  const order = orderFault(desc, message);
  const faults: Fault[] = [
    ...maskFaults,
    ...(order ? [order] : []),
    ...violations
      .filter(({ field }) => concerns(field.map((part) => (part.kind === 'field' ? part.name : ''))))
      .map((violation) => faultOf(violation, violation.field.map(pathPart).join('').replace(/^\./, ''))),
  ];
  collectFaults(message, { path: '', kind: 'name' }, faults);
  if (faults.length > 0) throw broken(faults.map((fault) => ({ ...fault, path: shown(fault.path) })));
  return message;
}

function decode(desc: DescMessage, bytes: Uint8Array): Message {
  try {
    return fromBinary(desc, bytes);
  } catch {
    throw kit.refuse('request.undecodable', { message: desc.typeName, form: 'protobuf' });
  }
}

type Violation = Extract<ReturnType<typeof validator.validate>, { kind: 'invalid' }>['violations'][number];

function pathPart(part: Violation['field'][number]): string {
  if (part.kind === 'list_sub') return `[${part.index}]`;
  if (part.kind === 'map_sub') return `[${JSON.stringify(part.key)}]`;
  return `.${part.name}`;
}

const LOCALIZED = 'naru.common.v1.LocalizedText';

const keyed = (path: string, key: string): string => `${path}[${JSON.stringify(key)}]`;

function checkText(text: string, { path, kind }: { path: string; kind: TextKind }, faults: Fault[]): void {
  if (ASCII.test(text) && !CONTROL.test(text)) return;
  if (text.normalize('NFC') !== text) faults.push(kit.fault(path, 'text.nfc'));
  const unseen = kind === 'cleaned' ? null : unseenIn(text, kind);
  if (unseen) faults.push(kit.fault(path, 'text.unseen', unseen));
}

/** Walks plain message objects: their keys are the contract's fields in lowerCamelCase. */
function collectFaults(value: unknown, { path, kind }: { path: string; kind: TextKind }, faults: Fault[]): void {
  if (typeof value === 'string') {
    checkText(value, { path, kind }, faults);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  const type = (value as Partial<Message>).$typeName;
  if (type && isOutOfTime(type, value)) faults.push(kit.fault(path, 'date.range'));
  // Both languages of a text are of the kind of its field.
  const desc = type && type !== LOCALIZED ? registry.getMessage(type) : undefined;
  // The keys of a map, and of a JSON object, come from the caller: two that look the same must be the same.
  const isData = !type && !Array.isArray(value);
  for (const [key, child] of Object.entries(value)) {
    if (type && key.startsWith('$')) continue;
    const field = desc?.field[key];
    const at = Array.isArray(value) ? `${path}[${key}]` : isData ? keyed(path, key) : path ? `${path}.${key}` : key;
    if (isData) checkText(key, { path: at, kind: 'name' }, faults);
    collectFaults(child, { path: at, kind: field ? textKindOf(field) : kind }, faults);
  }
}
