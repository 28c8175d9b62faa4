/** A one-stop case: its number stays the same through every hand-off. `evolve` is the only function that changes it. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { CaseHandOff, SupportCase } from '@naru/contracts/program/v1/case';
import type { CivilDate } from '@naru/kit/civil-date';

export type Case = Omit<SupportCase, 'openedOn' | 'etag'> & {
  openedOn: CivilDate;
  /** Its sequence number among the cases of its centre and year, from 1. It is the end of the case number. */
  serial: number;
};

export type CaseEvent =
  | { type: 'CaseOpened'; opened: Case }
  | { type: 'CaseStarted' }
  | { type: 'CaseHandedOff'; handOff: CaseHandOff }
  | { type: 'CaseResolved'; resolution: LocalizedText; resolvedOn: CivilDate }
  | { type: 'CaseReopened'; handOff: CaseHandOff };

/** Never throws: events have already happened. */
export const evolve = (one: Case | null, event: CaseEvent): Case | null => {
  switch (event.type) {
    case 'CaseOpened':
      return event.opened;
    case 'CaseStarted':
      return one && { ...one, state: 'IN_PROGRESS' };
    case 'CaseHandedOff':
      return one && { ...handed(one, event.handOff), state: 'OPEN' };
    case 'CaseResolved':
      return one && { ...one, state: 'RESOLVED', resolution: event.resolution, resolvedOn: event.resolvedOn };
    case 'CaseReopened':
      return (
        one && {
          ...handed(one, event.handOff),
          state: 'OPEN',
          resolution: undefined,
          resolvedOn: undefined,
          reopened: one.reopened + 1,
        }
      );
  }
};

const handed = (one: Case, handOff: CaseHandOff): Case => ({
  ...one,
  deskId: handOff.toDeskId,
  topic: handOff.toTopic,
  handOffs: [...one.handOffs, handOff],
});

/** 2015-KR-29-0007. A centre with more than 9,999 cases in a year gets longer numbers. */
export const numberOf = ({ year, centreId, serial }: { year: number; centreId: string; serial: number }): string =>
  `${year}-${centreId}-${String(serial).padStart(4, '0')}`;
