import { expect, test } from '@jest/globals';
import { fieldsOf } from '@naru/testing/fields-of';
import { APPLICATION } from './calls/application/texts.ts';
import { EVENT } from './calls/event/texts.ts';
import { PROGRAMME } from './calls/programme/texts.ts';
import { ROUND } from './calls/round/texts.ts';
import { CHOICE } from './council/choice/texts.ts';
import { SELECTION } from './council/selection/texts.ts';
import { CASE } from './incubation/case/texts.ts';
import { COHORT } from './incubation/cohort/texts.ts';
import { MENTOR } from './incubation/mentor/texts.ts';
import { MENTORING } from './incubation/mentoring/texts.ts';
import { OFFICE_HOUR } from './incubation/office-hour/texts.ts';
import { OFFICE_HOUR_REQUEST } from './incubation/office-hour-request/texts.ts';
import { RESIDENCY } from './incubation/residency/texts.ts';
import { JUDGE } from './jury/judge/texts.ts';
import { JUDGE_ASSIGNMENT } from './jury/judge-assignment/texts.ts';
import { JUDGING } from './jury/judging/texts.ts';
import { REVIEW } from './jury/review/texts.ts';
import { RUBRIC } from './jury/rubric/texts.ts';
import { SCHEDULE } from './meetings/meeting/texts.ts';
import { CONTENT, TIMETABLE } from './meetings/timetable/texts.ts';
import { VISIT } from './visits/visit/texts.ts';

// Forms show a refusal beside the field that it names.
test.each([
  [APPLICATION.noun, APPLICATION, { file_too_large: 'file', file_empty: 'file' }],
  [EVENT.noun, EVENT, { external_id_taken: 'source.externalId', day_needed: 'startDate', zone_fixed: 'timeZone' }],
  [PROGRAMME.noun, PROGRAMME, { external_id_taken: 'source.externalId' }],
  [
    ROUND.noun,
    ROUND,
    {
      phase_unknown: 'phase',
      phase_ended: 'phase',
      event_of_another: 'eventId',
      event_cancelled: 'eventId',
      closes_early: 'closesAt',
      limit: 'year',
      half_taken: 'half',
      external_id_taken: 'source.externalId',
    },
  ],
  [CHOICE.noun, CHOICE, { constraints_entangled: 'constraints' }],
  [
    SELECTION.noun,
    SELECTION,
    {
      exists: 'roundId',
      event_taken: 'roundId',
      proposal_changed: 'proposal',
      no_vote: 'centreId',
      voted: 'centreId',
      no_council_record: 'council',
      constraints_clash: 'constraints',
      shortfall_needs_reason: 'shortfallReason',
      venture_hidden: 'applicationId',
      scores_missing: 'scores',
    },
  ],
  [CASE.noun, CASE, { resolved_early: 'resolvedOn', number_taken: 'number', external_id_taken: 'source.externalId' }],
  [COHORT.noun, COHORT, { seats_lowered: 'details.seats', external_id_taken: 'source.externalId' }],
  [MENTOR.noun, MENTOR, { exists: 'subject', external_id_taken: 'source.externalId' }],
  [
    MENTORING.noun,
    MENTORING,
    {
      held_early: 'details.heldOn',
      other_centre: 'mentorId',
      mentor_retired: 'mentorId',
      not_admitted: 'residencyId',
      office_hour_recorded: 'officeHourId',
      external_id_taken: 'source.externalId',
    },
  ],
  [OFFICE_HOUR_REQUEST.noun, OFFICE_HOUR_REQUEST, { not_resident: 'ventureId' }],
  [
    OFFICE_HOUR.noun,
    OFFICE_HOUR,
    {
      other_centre: 'mentorId',
      mentor_retired: 'mentorId',
      cohort_ended: 'cohortId',
      off_grid: 'startsAt',
      starts_early: 'startsAt',
      mentor_taken: 'startsAt',
    },
  ],
  [RESIDENCY.noun, RESIDENCY, { resident: 'reason', ends_early: 'endedOn', external_id_taken: 'source.externalId' }],
  [JUDGE_ASSIGNMENT.noun, JUDGE_ASSIGNMENT, { no_applications: 'roundId', too_large: 'roundId', not_whole: 'roundId' }],
  [JUDGE.noun, JUDGE, { exists: 'subject', declared_max: 'objectId', retired: 'judgeId' }],
  [JUDGING.noun, JUDGING, { exists: 'roundId' }],
  [
    REVIEW.noun,
    REVIEW,
    { conflict_wants_reason: 'reason', recused: 'judgeId', load_full: 'judgeId', panel_full: 'applicationId' },
  ],
  [RUBRIC.noun, RUBRIC, { weights: 'criteria', versions_max: 'criteria' }],
  [SCHEDULE.noun, SCHEDULE, { not_found: 'partyId' }],
  [CONTENT.noun, CONTENT, { 'meeting.not_found': 'meetingId' }],
  [
    TIMETABLE.noun,
    TIMETABLE,
    {
      exists: 'eventId',
      slot_locked: 'slots',
      not_placed: 'slotId',
      lock_moves: 'slotId',
      meeting_begun: 'meetingId',
      event_over: 'eventId',
    },
  ],
  [
    VISIT.noun,
    VISIT,
    { obligation_not_found: 'obligationId', partial_year: 'years', external_id_taken: 'source.externalId' },
  ],
])('refusals of the noun "%s" name their fields', (_, texts, fields) => expect(fieldsOf(texts)).toEqual(fields));
