/** The news of an entity, taken from the catalogue: nobody keeps a list of it by hand. */
import { events } from '@naru/contracts';
import type { Codec } from '@naru/kit/outbox';

export interface Entity {
  /** The roots of its event types, such as naru.registry.venture; all events below them are about it. */
  of: readonly string[];
  /** The field of every one of these events that says which one it is, or holds the whole of it: ventureId, deal. */
  by: string;
  /** The generated modules that declare its events. */
  from: readonly object[];
}

/** @throws at boot where the catalogue has an event of the entity that could not be read, and says how to mend it */
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
