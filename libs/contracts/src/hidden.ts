/**
 * What may stay of an event once its aggregate is hidden: the fields that the event which hides it has too (its id, its
 * centre and its state). A rule of the contract holds that all events of such an aggregate have these fields.
 */
import { create, type DescMessage, fromBinary, toBinary } from '@bufbuild/protobuf';
import { reflect } from '@bufbuild/protobuf/reflect';
import { type ContractEvent, eventOfType, events } from './index.ts';

const entityOf = (type: string) => type.split('.').slice(0, 3).join('.');

const hiding = new Map(events.filter(({ hides }) => hides).map((event) => [entityOf(event.type), event]));

/** The types of the events after which nobody but the owner keeps more than this of the earlier ones. */
export const HIDING_TYPES: ReadonlySet<string> = new Set(events.filter(({ hides }) => hides).map(({ type }) => type));

/** An event that hides the aggregate of another one; undefined if nothing hides such aggregates. */
export const hiderOf = (type: string): ContractEvent | undefined => hiding.get(entityOf(type));

/**
 * The same event with nothing but what may stay. What it lacks is taken from the event that hid it, where that is known.
 * The result of a result is the same bytes, so an event that is bare already is recognised by them. An event whose
 * aggregate cannot be hidden has nothing that may stay.
 */
export function bareOf(type: string, data: Uint8Array, hider?: { type: string; data: Uint8Array }): Uint8Array {
  const desc = eventOfType(type)?.message;
  const kept = hiderOf(type)?.message.fields.map(({ number }) => number) ?? [];
  if (!desc) return new Uint8Array();
  const bare = reflect(desc, create(desc));
  const sources = [sourceOf(desc, data), hider && sourceOf(eventOfType(hider.type)?.message, hider.data)];
  for (const number of kept) {
    const field = desc.fields.find((one) => one.number === number);
    const found = sources.flatMap((source) => {
      const same = source?.fields.find((one) => one.number === number);
      return source && same && source.isSet(same) ? [source.get(same)] : [];
    });
    if (field && found.length > 0) bare.set(field, found[0]);
  }
  return toBinary(desc, bare.message, { writeUnknownFields: false });
}

const sourceOf = (desc: DescMessage | undefined, data: Uint8Array) => desc && reflect(desc, fromBinary(desc, data));
