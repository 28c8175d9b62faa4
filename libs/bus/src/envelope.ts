/**
 * An event on the bus: CloudEvents 1.0, NATS protocol binding, binary mode. Every attribute is a header `ce-<name>`,
 * percent-encoded; the payload is the data. The headers without the prefix serve readers that do not know CloudEvents.
 */
import { headers, type MsgHdrs } from '@nats-io/transport-node';

/**
 * Where an event first stood in the stream of its owner. A stream that was made anew or set back begins a new epoch. So two
 * events can be compared without any clock. Without a place, the message itself stands there.
 */
export interface First {
  epoch: number;
  place?: number;
}

/** True of a later epoch, or of a later place in the same epoch. */
export const isLater = (one: First, other: First): boolean =>
  one.epoch === other.epoch ? (one.place ?? 0) > (other.place ?? 0) : one.epoch > other.epoch;

/** What the headers of an event say. */
export interface Attributes {
  id: string;
  type: string;
  aggregate: string;
  version: number;
  at: Date;
  actor: string;
  causeId?: string | undefined;
  traceparent?: string | undefined;
  /** Missing until the stream has acknowledged it, and in events of earlier versions. */
  first?: First | undefined;
}

/** The attributes of a received event. */
export interface Envelope {
  id: string;
  type: string;
  aggregate: string;
  version: number;
  at: Date;
  causedBy: string;
  traceparent: string;
  first: First;
}

const DATA_TYPE = 'application/protobuf';

export function headersOf(context: string, entry: Attributes): MsgHdrs {
  const attributes = {
    specversion: '1.0',
    id: entry.id,
    source: `/naru/${context}`,
    type: entry.type,
    time: entry.at.toISOString(),
    subject: entry.aggregate,
    datacontenttype: DATA_TYPE,
    sequence: String(entry.version),
    actor: entry.actor,
    causeid: entry.causeId,
    traceparent: entry.traceparent,
    epoch: entry.first?.epoch.toString(),
    place: entry.first?.place?.toString(),
  };
  const h = headers();
  for (const [name, value] of Object.entries(attributes)) if (value) h.set(`ce-${name}`, percentEncoded(value));
  // CloudEvents SDKs older than the binding read this header, and tracers read only their own.
  h.set('content-type', DATA_TYPE);
  if (entry.traceparent) h.set('traceparent', entry.traceparent);
  return h;
}

/**
 * Encodes space, quote, percent and everything else that is not visible ASCII, as the binding says. Half a surrogate
 * pair becomes U+FFFD.
 */
const percentEncoded = (value: string): string =>
  value.toWellFormed().replace(/[^\x21\x23\x24\x26-\x7e]/gu, encodeURIComponent);

/** Reads as many headers as it can. @returns the envelope, and the names of the unreadable headers */
export function envelopeOf(h: MsgHdrs | undefined): { envelope: Envelope; unreadable: string[] } {
  const unreadable: string[] = [];
  const text = (name: string): string => {
    const raw = h?.get(name) ?? '';
    try {
      return decodeURIComponent(raw);
    } catch {
      unreadable.push(name);
      return raw;
    }
  };
  const required = (name: string): string => {
    const value = text(name);
    if (value === '') unreadable.push(name);
    return value;
  };
  const place = text('ce-place');
  const envelope = {
    id: required('ce-id'),
    type: required('ce-type'),
    aggregate: required('ce-subject'),
    version: Number(required('ce-sequence')),
    at: new Date(required('ce-time')),
    causedBy: text('ce-actor'),
    traceparent: text('ce-traceparent') || (h?.get('traceparent') ?? ''),
    // Messages of earlier versions tell no epoch: they are older than all that do.
    first: { epoch: Number(text('ce-epoch')) || 0, ...(place && { place: Number(place) || 0 }) },
  };
  if (!Number.isSafeInteger(envelope.version)) unreadable.push('ce-sequence');
  if (Number.isNaN(envelope.at.getTime())) unreadable.push('ce-time');
  return { envelope, unreadable: [...new Set(unreadable)] };
}
