/** The time of a team in a cohort. `evolve` is the only function that changes it. */
import type { Residency_LeaveReason, Residency as ResidencyMessage } from '@naru/contracts/program/v1/residency';
import type { CivilDate } from '@naru/kit/civil-date';

export type Residency = Omit<ResidencyMessage, 'etag'>;

export type ResidencyEvent =
  | { type: 'ResidencyApplied'; residency: Residency }
  | { type: 'ResidencyStarted'; seat: number; startedOn: CivilDate }
  | { type: 'ResidencyGraduated'; endedOn: CivilDate }
  | { type: 'ResidencyLeft'; reason: Residency_LeaveReason; endedOn: CivilDate };

/** Never throws: events have already happened. A graduate keeps the seat; a team that leaves frees it. */
export const evolve = (residency: Residency | null, event: ResidencyEvent): Residency | null => {
  switch (event.type) {
    case 'ResidencyApplied':
      return event.residency;
    case 'ResidencyStarted':
      return residency && { ...residency, state: 'RESIDENT', seat: event.seat, startedOn: event.startedOn };
    case 'ResidencyGraduated':
      return residency && { ...residency, state: 'GRADUATED', endedOn: event.endedOn };
    case 'ResidencyLeft':
      return (
        residency && {
          ...residency,
          state: 'LEFT',
          seat: 0,
          leaveReason: event.reason,
          endedOn: event.endedOn,
        }
      );
  }
};
