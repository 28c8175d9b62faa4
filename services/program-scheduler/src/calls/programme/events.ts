/** Events of a programme: its whole state after every change, without its form, which may be too long for an event. */
import { ProgrammeCreated, ProgrammeSnapshot, ProgrammeUpdated } from '@naru/contracts/program/v1/events';
import type { Programme as ProgrammeMessage } from '@naru/contracts/program/v1/programme';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Programme, ProgrammeEvent } from './programme.ts';

const CODECS = { ProgrammeCreated, ProgrammeUpdated };

export const publish = ({ type }: ProgrammeEvent, programme: Programme): Outgoing =>
  outgoing(CODECS[type], { programme: told(programme) });

export const snapshot = (programme: Programme): Outgoing => outgoing(ProgrammeSnapshot, { programme: told(programme) });

const told = (programme: Programme): ProgrammeMessage => ({ ...toProto(programme), form: undefined });
