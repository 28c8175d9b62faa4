/** Outcomes over the wire. */
import type { Outcome as OutcomeMessage } from '@naru/contracts/ledger/v1/outcome';
import type { OutcomeServiceDefinition } from '@naru/contracts/ledger/v1/outcome_service';
import type { Ownership } from '@naru/kit/access';
import { checkDate, checkPastDay, compareDates } from '@naru/kit/civil-date';
import { invalidField, notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { isPartial, type Outcome, type OutcomeEvent, unitOf } from './outcome.ts';
import type { OutcomeStore } from './store.ts';

export function outcomeRpcs(outcomes: OutcomeStore): Handlers<typeof OutcomeServiceDefinition> {
  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: (outcome: Outcome | null) => OutcomeEvent[],
  ): Promise<OutcomeMessage> {
    const { state, version } = await outcomes.change(id, verb, call, { etag });
    return toProto(state, version);
  }

  async function existing(id: string) {
    const found = await outcomes.find(id);
    if (!found) throw notFound('outcome', id);
    return found;
  }

  return {
    reportOutcome: async ({ requestId: _, from, through, ...request }, call) => {
      if (!from || !through) throw invalidField(from ? 'through' : 'from', 'required', 'must be given');
      checkDate('from', from);
      checkPastDay('through', through, call.now);
      if (compareDates(through, from) < 0)
        throw invalidField('through', 'date.order', 'must not be before the first day of the period');
      const outcome: Outcome = {
        ...request,
        id: call.newId('out'),
        from,
        through,
        unit: unitOf(request.indicator),
        partial: isPartial({ from, through }),
        state: 'REPORTED',
        earlier: [],
        reportedAt: call.now,
      };
      return change(outcome, call, (before) => decide.reportOutcome(before, outcome));
    },
    verifyOutcome: (named, call) => change(named, call, decide.verifyOutcome),
    correctOutcome: ({ value, reason, ...named }, call) =>
      change(named, call, (outcome) => decide.correctOutcome(outcome, { value, reason, at: call.now })),
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

/** A figure is its body's to correct, and everybody's to see. */
export const outcomeOwnership =
  (outcomes: OutcomeStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await outcomes.find(id);
    return found && { parties: [found.state.aboutId], open: true };
  };
