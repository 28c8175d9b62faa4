/** RPCs of mentoring sessions, their owners, and the readers of the notes. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import type {
  MentoringSessionDetails,
  MentoringSession as MentoringSessionMessage,
} from '@naru/contracts/program/v1/mentoring';
import type { Ownership } from '@naru/kit/access';
import { answering, ownershipIn } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { type CivilDate, checkPastDay } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { belongsTo } from '@naru/kit/reach';
import { notFound, together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import * as decide from './decide.ts';
import type { Held, Mentoring } from './mentoring.ts';
import { toProto } from './message.ts';
import type { MentoringStore } from './store.ts';
import * as says from './texts.ts';

type MentoringRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'recordMentoring' | 'updateMentoringSession' | 'getMentoringSession' | 'listMentoringSessions'
>;

/** Functions of other nouns of this service that sessions call. */
export interface MentoringNeighbours {
  mentor(id: string): Promise<{ subject: string; centreId: string; isRetired: boolean } | null>;
  residency(
    id: string,
  ): Promise<{ cohortId: string; ventureId: string; centreId: string; startedOn: CivilDate | undefined } | null>;
  /** The owners of the office hour in which a session was held. */
  officeHour(id: string): Promise<{ mentorId: string; ventureId: string } | null>;
}

export function mentoringRpcs(
  sessions: MentoringStore,
  { mentor, residency, officeHour }: MentoringNeighbours,
): MentoringRpcs {
  const { change } = answering(sessions, shownTo);

  async function requireOfficeHour(id: string, held: { mentorId: string; ventureId: string }): Promise<void> {
    const hour = await officeHour(id);
    if (!hour) throw notFound('office_hour', id);
    if (hour.mentorId !== held.mentorId || hour.ventureId !== held.ventureId)
      throw says.mentoring.invalid('office_hour_id', 'other_office_hour');
  }

  return {
    recordMentoring: async ({ mentorId, residencyId, officeHourId, details, source }, call) => {
      const [by, at] = await Promise.all([mentor(mentorId), residency(residencyId)]);
      if (!by) throw notFound('mentor', mentorId);
      // Neither the mentor nor its centre may learn of another centre's teams, so these are refused like unknown ones.
      if (!at || !(call.reach.any || at.centreId === by.centreId)) throw notFound('residency', residencyId);
      const { startedOn, ...team } = at;
      if (officeHourId) await requireOfficeHour(officeHourId, { mentorId, ventureId: team.ventureId });
      const session: Mentoring = {
        id: call.newId('mse'),
        mentorId,
        mentorSubject: by.subject,
        residencyId,
        ...team,
        officeHourId,
        ...checked(details, call.now),
        recordedAt: call.now,
        source,
      };
      const ofTheCentre = by.centreId === team.centreId;
      const circumstances = { startedOn, ofTheCentre, mentorIsRetired: by.isRetired };
      return change(session, call, (before) => decide.recordMentoring(before, session, circumstances));
    },
    updateMentoringSession: async ({ session: wanted, updateMask, ...named }, call) => {
      const at = await residency((await sessions.find(named.id))?.state.residencyId ?? '');
      return change(named, call, (session) => {
        const held = checked(patched(session && heldOf(session), wanted, updateMask), call.now);
        return decide.updateMentoring(session, held, at?.startedOn);
      });
    },
    getMentoringSession: async ({ id }, call) => {
      const found = await sessions.find(id);
      if (!found) throw says.session.unknown(id);
      return shownTo(found, call);
    },
    listMentoringSessions: async (request, call) => {
      const { found, ...page } = await sessions.list(request, call.reach);
      return { sessions: found.map((one) => shownTo(one, call)), ...page };
    },
  };
}

/** A session belongs to the mentor, the team and the centre. */
export const mentoringOwnership = (sessions: MentoringStore) => ownershipIn(sessions, ownershipOf);

const ownershipOf = ({ centreId, ventureId, mentorSubject }: Mentoring): Ownership => ({
  centre: centreId,
  orgs: [ventureId],
  subject: mentorSubject,
});

/** The mentor, the team and the centre read the notes. The secretariat does not. */
function shownTo({ state, version }: Snapshot<Mentoring>, { reach }: Call): MentoringSessionMessage {
  const message = toProto(state, version);
  return belongsTo(reach, ownershipOf(state)) ? message : { ...message, notes: undefined };
}

const heldOf = ({ heldOn, durationMinutes, topics, attendeeIds, notes }: Mentoring): Held => ({
  heldOn,
  durationMinutes,
  topics,
  attendeeIds,
  notes,
});

function checked(details: MentoringSessionDetails | undefined, now: Date): Held {
  if (!details) throw fields.invalid('details', 'required');
  const [heldOn, notes] = together(
    () => pastDay('details.held_on', details.heldOn, now),
    () => details.notes && requireText('details.notes', details.notes),
  );
  return { ...details, heldOn, notes };
}

function pastDay(path: string, day: CivilDate | undefined, now: Date): CivilDate {
  if (!day) throw fields.invalid(path, 'required');
  checkPastDay(path, day, now);
  return day;
}
