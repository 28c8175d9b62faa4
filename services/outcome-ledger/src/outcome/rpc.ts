/** RPCs of outcomes. */
import type { OutcomeServiceDefinition } from '@naru/contracts/ledger/v1/outcome_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { type CivilDate, checkDate, checkPastDay, compareDates } from '@naru/kit/civil-date';
import { given } from '@naru/kit/field-texts';
import { kit } from '@naru/kit/kit-texts';
import { together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { isPartial, type Outcome, unitOf } from './outcome.ts';
import type { OutcomeStore } from './store.ts';

export function outcomeRpcs(outcomes: OutcomeStore): Handlers<typeof OutcomeServiceDefinition> {
  const { change, existing } = answering(outcomes, versioned(toProto));

  return {
    reportOutcome: async ({ requestId: _, ...request }, call) => {
      const { from, through } = periodOf(request, call.now);
      const value = given('value', request.value);
      const outcome: Outcome = {
        ...request,
        id: call.newId('out'),
        from,
        through,
        value,
        unit: unitOf(request.indicator),
        partial: isPartial({ from, through }),
        state: 'REPORTED',
        once: true,
        earlier: [],
        reportedAt: call.now,
      };
      return change(outcome, call, (before) => decide.reportOutcome(before, outcome));
    },
    verifyOutcome: (named, call) => change(named, call, decide.verifyOutcome),
    correctOutcome: ({ value, reason, ...named }, call) =>
      change(named, call, (outcome) =>
        decide.correctOutcome(outcome, { value: given('value', value), reason, at: call.now }),
      ),
    getOutcome: async ({ id }) => {
      const { state, version } = await existing(id);
      return toProto(state, version);
    },
    listOutcomes: async (request, { reach }) => {
      const { found, ...page } = await outcomes.list(request, reach);
      return { outcomes: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
    compareOutcomes: async ({ earlierId, laterId }) => {
      const [earlier, later] = await Promise.all([existing(earlierId), existing(laterId)]);
      return {
        earlier: toProto(earlier.state, earlier.version),
        later: toProto(later.state, later.version),
        ...decide.compareOutcomes(earlier.state, later.state),
      };
    },
  };
}

/**
 * Both days must exist, and the last one must not be in the future. @throws Rejection `invalid` naming all faults of
 * the days
 */
function periodOf({ from, through }: { from?: CivilDate | undefined; through?: CivilDate | undefined }, now: Date) {
  const [first, last] = together(
    () => given('from', from),
    () => given('through', through),
  );
  together(
    () => checkDate('from', first),
    () => checkPastDay('through', last, now),
  );
  if (compareDates(last, first) < 0) throw kit.invalid('through', 'date.order', { from: first });
  return { from: first, through: last };
}

/** A figure may be corrected by its body. Everybody may see it. */
export const outcomeOwnership = (outcomes: OutcomeStore) =>
  ownershipIn(outcomes, ({ aboutId }) => ({ parties: [aboutId], open: true }));
