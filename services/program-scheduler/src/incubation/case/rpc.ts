/** RPCs of one-stop cases, and the owners of a case. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { notFound, together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { dayUntilNow } from '../../standards/day.ts';
import { type Case, numberOf } from './case.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { openWithNumber } from './number.ts';
import type { CaseStore } from './store.ts';

type CaseRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'openCase' | 'startCase' | 'handOffCase' | 'resolveCase' | 'reopenCase' | 'getCase' | 'listCases'
>;

/** Functions of other nouns of this service that cases call. */
export interface CaseNeighbours {
  venture(id: string): Promise<{ centreId?: string } | null>;
}

export function caseRpcs(cases: CaseStore, { venture }: CaseNeighbours): CaseRpcs {
  const { change, get } = answering(cases, versioned(toProto));

  return {
    openCase: async ({ ventureId, topic, deskId, question, openedOn, source }, call) => {
      const centreId = (await venture(ventureId))?.centreId;
      // The event that registers this centre may not have arrived yet, so the caller may retry.
      if (!centreId) throw notFound('venture', ventureId);
      const [day, asked] = together(
        () => dayUntilNow('opened_on', openedOn, call.now),
        () => requireText('question', question),
      );
      const opened: Omit<Case, 'serial' | 'number'> = {
        id: call.newId('cas'),
        ventureId,
        centreId,
        topic,
        deskId: deskId || centreId,
        state: 'OPEN',
        question: asked,
        handOffs: [],
        resolution: undefined,
        openedOn: day,
        resolvedOn: undefined,
        reopened: 0,
        source,
      };
      const place = { centreId, year: day.year };
      return openWithNumber(cases, place, (serial) =>
        change(opened, call, (existing) =>
          decide.openCase(existing, { ...opened, serial, number: numberOf({ ...place, serial }) }),
        ),
      );
    },
    startCase: (named, call) => change(named, call, decide.startCase),
    handOffCase: ({ toDeskId, toTopic, reason, ...named }, call) =>
      change(named, call, (one) => decide.handOffCase(one, { toDeskId, toTopic, reason, at: call.now })),
    resolveCase: async ({ resolution, resolvedOn, ...named }, call) => {
      const [words, day] = together(
        () => requireText('resolution', resolution),
        () => dayUntilNow('resolved_on', resolvedOn, call.now),
      );
      return change(named, call, (one) => decide.resolveCase(one, { resolution: words, resolvedOn: day }));
    },
    reopenCase: ({ reason, ...named }, call) =>
      change(named, call, (one) => decide.reopenCase(one, { reason, at: call.now })),
    getCase: get,
    listCases: async (request, { reach }) => {
      const { found, ...page } = await cases.list(request, reach);
      return { cases: found.map((one) => toProto(one.state, one.version)), ...page };
    },
  };
}

/** A case may be read by the venture, its centre, and every desk that has had it. */
export const caseOwnership = (cases: CaseStore) => ownershipIn(cases, (one) => ({ parties: knownTo(one) }));

/** Only the present desk and the centre may change a case. */
export const caseAtDeskOwnership = (cases: CaseStore) =>
  ownershipIn(cases, (one) => ({ parties: [one.centreId, one.deskId], orgs: knownTo(one) }));

const knownTo = ({ ventureId, centreId, deskId, handOffs }: Case): string[] => [
  ventureId,
  centreId,
  deskId,
  ...handOffs.map(({ fromDeskId }) => fromDeskId),
];
