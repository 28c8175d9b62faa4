/** Where programmes are kept, and what the network hears of them. */
import { ProgrammeCreated, ProgrammeSnapshot } from '@naru/contracts/program/v1/events';
import type { Programme as ProgrammeMessage } from '@naru/contracts/program/v1/programme';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { Rejection } from '@naru/kit/rejection';
import { evolve, type Programme, type ProgrammeEvent } from './programme.ts';

export type ProgrammeStore = AggregateStore<Programme, ProgrammeEvent>;

export const publish = (_: ProgrammeEvent, programme: Programme): Outgoing =>
  outgoing(ProgrammeCreated, { programme: toProto(programme) });

export const snapshot = (programme: Programme): Outgoing =>
  outgoing(ProgrammeSnapshot, { programme: toProto(programme) });

export const programmeStore = ({ db, relay }: Host): ProgrammeStore =>
  aggregateStore<Programme, ProgrammeEvent>(
    {
      db,
      noun: 'programme',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () =>
          new Rejection({
            kind: 'exists',
            code: 'programme.external_id_taken',
            message: 'source.externalId: another programme carries it',
          }),
      },
    },
    relay,
  );

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (programme: Programme, version = 0): ProgrammeMessage => ({
  ...programme,
  etag: version ? String(version) : '',
});
