/** The events of an entity, taken from the catalogue, so that no list of them has to be kept by hand. */
import { events } from '@naru/contracts';
import type { Codec } from '@naru/kit/outbox';

export interface Entity {
  /** The roots of its event types, such as naru.registry.venture. All events below them are about it. */
  of: readonly string[];
  /** The field of each of these events that names the entity, or holds all of it: ventureId, deal. */
  by: string;
  /** The generated modules that declare its events. */
  from: readonly object[];
}

/** @throws at boot, with the remedy, if the catalogue has an event of the entity that cannot be read */
export function newsOf<M>({ of, by, from }: Entity): Codec<M>[] {
  const codecs = new Map(
    from.flatMap((module) =>
      Object.values(module)
        .filter(isCodec)
        .map((one) => [one.$type, one]),
    ),
  );
  return events
    .filter(({ type }) => of.some((root) => type.startsWith(`${root}.`)))
    .map(({ type, message }) => {
      const codec = codecs.get(message.typeName);
      if (!codec)
        throw new Error(`${type} is declared in a module that its copies do not read: name it in libs/copies`);
      if (!message.fields.some(({ localName }) => localName === by))
        throw new Error(`${type} has no field ${by}: its copies would not know what it tells of`);
      return codec as Codec<M>;
    });
}

const isCodec = (value: unknown): value is Codec<unknown> =>
  typeof value === 'object' && value !== null && '$type' in value && 'decode' in value;
