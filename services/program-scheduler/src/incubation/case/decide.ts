/** Commands on a case. Pure: the present state and a command give events, or a refusal. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { SupportCase_Topic } from '@naru/contracts/program/v1/case';
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { Case, CaseEvent } from './case.ts';
import { known, refuse } from './texts.ts';

const HAND_OFFS_MAX = 100;

/** A case is opened once. */
export function openCase(existing: Case | null, opened: Case): CaseEvent[] {
  return existing ? [] : [{ type: 'CaseOpened', opened }];
}

/** A desk begins to work on a case that is not resolved. */
export function startCase(one: Case | null): CaseEvent[] {
  return unresolved(one).state === 'IN_PROGRESS' ? [] : [{ type: 'CaseStarted' }];
}

/** A case goes to another desk, or stays at its desk with another topic. It then waits until a desk begins. */
export function handOffCase(
  one: Case | null,
  { toDeskId, toTopic, reason, at }: { toDeskId: string; toTopic: SupportCase_Topic; reason: string; at: Date },
): CaseEvent[] {
  const { deskId: fromDeskId, topic: fromTopic, handOffs } = unresolved(one);
  if (fromDeskId === toDeskId && fromTopic === toTopic) return [];
  if (handOffs.length >= HAND_OFFS_MAX) throw refuse('handed_off_often', { handOffsMax: HAND_OFFS_MAX });
  return [{ type: 'CaseHandedOff', handOff: { fromDeskId, fromTopic, toDeskId, toTopic, reason, at } }];
}

/** A case is resolved on the day of its opening or later. */
export function resolveCase(
  one: Case | null,
  { resolution, resolvedOn }: { resolution: LocalizedText; resolvedOn: CivilDate },
): CaseEvent[] {
  const { state, openedOn } = known(one);
  if (state === 'RESOLVED') return [];
  if (compareDates(resolvedOn, openedOn) < 0) throw refuse('resolved_early', { openedOn });
  return [{ type: 'CaseResolved', resolution, resolvedOn }];
}

/** A resolved case returns to its last desk, with its number. */
export function reopenCase(one: Case | null, { reason, at }: { reason: string; at: Date }): CaseEvent[] {
  const { state, deskId, topic, handOffs } = known(one);
  if (state !== 'RESOLVED') return [];
  if (handOffs.length >= HAND_OFFS_MAX) throw refuse('reopened_often', { handOffsMax: HAND_OFFS_MAX });
  const handOff = { fromDeskId: deskId, fromTopic: topic, toDeskId: deskId, toTopic: topic, reason, at };
  return [{ type: 'CaseReopened', handOff }];
}

function unresolved(one: Case | null): Case {
  const found = known(one);
  if (found.state === 'RESOLVED') throw refuse('resolved');
  return found;
}
