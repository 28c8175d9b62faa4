/** An event in the form for partners: CloudEvents 1.0 in structured JSON, the payload by the proto3 JSON mapping. */
import { fromBinary, toJson } from '@bufbuild/protobuf';
import { type ContractEvent, eventOfType, registry } from '@naru/contracts';
import type { ParkedSource } from '@naru/kit/park';

export const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/** The cause is internal to Naru: partners get no actor and no cause. */
export const cloudEvent = (
  event: ContractEvent,
  { id, type, context, at, aggregate, version, data }: ParkedSource,
): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: `/naru/${context}`,
    type,
    time: at.toISOString(),
    subject: aggregate,
    sequence: String(version),
    datacontenttype: 'application/json',
    data: payload(event, data),
  });

const payload = ({ message }: ContractEvent, data: Uint8Array) =>
  toJson(message, fromBinary(message, data), { registry, alwaysEmitImplicit: true });

/** The same event with only the id of its aggregate, which is field 1 of every event that can be hidden. */
export function bare(body: string): string {
  const sent = JSON.parse(body) as { type: string; subject: string };
  const event = eventOfType(sent.type);
  if (!event) return body;
  const id = Buffer.from(sent.subject, 'utf8');
  return JSON.stringify({ ...sent, data: payload(event, Buffer.concat([Buffer.from([0x0a, id.length]), id])) });
}
