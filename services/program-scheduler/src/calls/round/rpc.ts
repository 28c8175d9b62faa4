/** RPCs of rounds. */
import type { Round as RoundMessage } from '@naru/contracts/program/v1/round';
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { answering, ownershipIn } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { fields } from '@naru/kit/field-texts';
import { notFound, together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { requireForm } from '../../standards/form.ts';
import { type Programme, phaseOf } from '../programme/programme.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { openInPlace } from './quota.ts';
import type { Round } from './round.ts';
import type { RoundStore } from './store.ts';

type RoundRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'openRound' | 'closeRound' | 'getRound' | 'listRounds'
>;

/** Functions of other nouns of this service that rounds call. */
export interface RoundNeighbours {
  programme(id: string): Promise<Programme | null>;
  event(id: string): Promise<decide.EventChosenFor | null>;
  /** The number of applications in each of the rounds that were not withdrawn. */
  countApplications(roundIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export function roundRpcs(
  rounds: RoundStore,
  { programme, event: eventOf, countApplications }: RoundNeighbours,
): RoundRpcs {
  async function counted(found: readonly Snapshot<Round>[]): Promise<RoundMessage[]> {
    const counts = await countApplications(found.map(({ id }) => id));
    return found.map(({ id, state, version }) => toProto(state, { version, applications: counts.get(id) ?? 0 }));
  }

  async function shown(found: Snapshot<Round>): Promise<RoundMessage> {
    const [message] = await counted([found]);
    return message ?? toProto(found.state);
  }

  const { change, get } = answering(rounds, shown);

  return {
    openRound: async ({ requestId: _, ...request }, call) => {
      const { programmeId, eventId, year } = request;
      const owner = await programme(programmeId);
      if (!owner) throw notFound('programme', programmeId);
      const event = eventId ? await eventOf(eventId) : undefined;
      if (event === null) throw notFound('event', eventId);
      const [name, form, closesAt] = together(
        () => requireText('name', request.name),
        () => requireForm('form', request.form),
        () => requireTime('closes_at', request.closesAt),
      );
      const round: Round = {
        ...request,
        id: call.newId('rnd'),
        name,
        form: form ?? owner.form,
        state: 'OPEN',
        opensAt: call.now,
        closesAt,
        place: 0,
        phaseRules: phaseOf(owner, request.phase),
      };
      const phases = owner.phases.map(({ number }) => number);
      const open = (place: number) =>
        rounds.change(
          round.id,
          (existing) => decide.openRound(existing, { round: { ...round, place }, phases, event }),
          call,
        );
      return shown(await openInPlace(rounds, { programmeId, year, roundsMax: owner.quota.roundsPerYear }, open));
    },
    closeRound: (named, call) => change(named, call, decide.closeRound),
    getRound: get,
    listRounds: async (request, { reach }) => {
      const { found, ...page } = await rounds.list(request, reach);
      return { rounds: await counted(found), ...page };
    },
  };
}

function requireTime(path: string, time: Date | undefined): Date {
  if (time) return time;
  throw fields.invalid(path, 'required');
}

/** A round belongs to the centre that owns its programme. Everybody may see it. */
export const roundOwnership = (rounds: RoundStore, ownerOf: (programmeId: string) => Promise<string | undefined>) =>
  ownershipIn(rounds, async ({ programmeId }) => ({ centre: await ownerOf(programmeId), open: true }));
