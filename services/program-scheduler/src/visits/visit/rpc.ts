/** RPCs of visits, the readers of future visits, and the fields of past visits that others see. */
import type {
  RequestVisitRequest,
  Visit_State,
  VisitDetails,
  Visit as VisitMessage,
} from '@naru/contracts/program/v1/visit';
import type { VisitServiceDefinition } from '@naru/contracts/program/v1/visit_service';
import type { Ownership } from '@naru/kit/access';
import { answering, ownershipIn } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { checkDate, checkPastDay } from '@naru/kit/civil-date';
import { fields, given } from '@naru/kit/field-texts';
import { derivedId, entryId } from '@naru/kit/ids';
import { owns } from '@naru/kit/reach';
import { together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { centreOf } from '../../standards/centre.ts';
import { dayUntilNow, partlyKnown, requireOrder } from '../../standards/day.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { countByYear, type VisitStore } from './store.ts';
import type { Details, Visit } from './visit.ts';
import { type Covered, compareYears, yearOf, yearsOf } from './years.ts';

type VisitRpcs = Omit<Handlers<typeof VisitServiceDefinition>, 'stateVisitCoverage'>;

/** Functions of other nouns of this service that visits call. */
export interface VisitNeighbours {
  coverage(hostId: string): Promise<Covered | null>;
}

export function visitRpcs(visits: VisitStore, { coverage }: VisitNeighbours): VisitRpcs {
  const { change, get } = answering(visits, shownTo);

  return {
    requestVisit: (request, call) => {
      const visit = entered(request, { call, state: 'REQUESTED' });
      return change(visit, call, (existing) => decide.requestVisit(existing, visit));
    },
    recordVisit: (request, call) => {
      const visit = entered(request, { call, state: 'COMPLETED' });
      return change(visit, call, (existing) => decide.recordVisit(existing, visit, call.now));
    },
    updateVisit: ({ visit: wanted, updateMask, ...named }, call) =>
      change(named, call, (visit) => {
        const details = checked(patched(visit && decide.detailsOf(visit), wanted, updateMask), '');
        return decide.updateVisit(visit, details);
      }),
    confirmVisit: (named, call) => change(named, call, decide.confirmVisit),
    completeVisit: (named, call) => change(named, call, (visit) => decide.completeVisit(visit, call.now)),
    cancelVisit: ({ reason, ...named }, call) => change(named, call, (visit) => decide.cancelVisit(visit, reason)),
    addVisitAgreement: async ({ agreement, ...named }, call) => {
      if (!agreement?.signedOn) throw fields.invalid('agreement.signed_on', 'required');
      checkPastDay('agreement.signed_on', agreement.signedOn, call.now);
      return change(named, call, (visit) => decide.addAgreement(visit, agreement));
    },
    addVisitObligation: async ({ text, ownerId, dueOn, ...named }, call) => {
      const [day, words] = together(
        () => given('due_on', dueOn),
        () => requireText('text', text),
      );
      checkDate('due_on', day);
      // Without a request id, obligations with the same text, owner and day are one.
      const newId = () => derivedId('obl', named.id, ownerId, JSON.stringify(day), words.ko, words.en);
      const id = entryId('obl', named.id, { request: call.request, newId });
      const open = { doneOn: undefined, remindedAt: undefined, foundOverdueAt: undefined };
      const promise = { id, text: words, ownerId, dueOn: day, ...open };
      return change(named, call, (visit) => decide.addObligation(visit, promise));
    },
    fulfilVisitObligation: async ({ obligationId, doneOn, ...named }, call) => {
      const day = dayUntilNow('done_on', doneOn, call.now);
      return change(named, call, (visit) => decide.fulfilObligation(visit, { obligationId, doneOn: day }));
    },
    getVisit: get,
    listVisits: async (request, call) => {
      const { found, ...page } = await visits.list(request, call.reach);
      return { visits: found.map((one) => shownTo(one, call)), ...page };
    },
    countVisits: async ({ hostId }) => {
      const [counts, covered] = await Promise.all([countByYear(visits, hostId), coverage(hostId)]);
      return { hostId, years: yearsOf(counts, covered) };
    },
    compareVisitYears: async ({ hostId, years }) => {
      const [counts, covered] = await Promise.all([countByYear(visits, hostId), coverage(hostId)]);
      const figures = years.map((year) => yearOf(year, counts.get(year) ?? 0, covered));
      return { hostId, ...compareYears(figures, covered) };
    },
  };
}

/** A visit belongs to its host. Once it has taken place everybody may see it. */
export const visitOwnership = (visits: VisitStore) =>
  ownershipIn(visits, ({ hostId, state }) => ({ parties: [hostId], open: state === 'COMPLETED' }));

/** The owner of an obligation sees its visit, and may mark the obligation as fulfilled. */
export const visitOwedOwnership =
  (visits: VisitStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await visits.find(id);
    return found && owedOwnership(found.state);
  };

const owedOwnership = (visit: Visit): Ownership => ({
  parties: involvedIn(visit),
  open: visit.state === 'COMPLETED',
});

const involvedIn = ({ hostId, obligations }: Visit) => [hostId, ...obligations.map(({ ownerId }) => ownerId)];

/** The host and the owners of obligations see the agenda and the obligations. So does the secretariat. */
function shownTo({ state, version }: Snapshot<Visit>, { reach, now }: Call): VisitMessage {
  const message = toProto(state, { version, now });
  return owns(reach, owedOwnership(state)) ? message : { ...message, agenda: undefined, obligations: [] };
}

const entered = (
  { hostId, details, source }: RequestVisitRequest,
  { call, state }: { call: Call; state: Visit_State },
): Visit => ({
  id: call.newId('vis'),
  hostId,
  centreId: centreOf(hostId),
  ...checked(details),
  state,
  cancelReason: '',
  agreements: [],
  obligations: [],
  source,
});

function checked(details: VisitDetails | undefined, at = 'details.'): Details {
  if (!details) throw fields.invalid('details', 'required');
  const { endDate } = details;
  const [name, startDate, agenda] = together(
    () => requireText(`${at}name`, details.name),
    () => given(`${at}start_date`, details.startDate),
    () => details.agenda && requireText(`${at}agenda`, details.agenda),
    () => partlyKnown(`${at}start_date`, details.startDate),
    () => partlyKnown(`${at}end_date`, endDate),
    () => requireOrder(`${at}end_date`, details.startDate, endDate),
  );
  return { ...details, name, startDate, agenda };
}
