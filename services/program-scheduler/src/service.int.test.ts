import { expect, test } from '@jest/globals';
import { madeOf } from '@naru/testing/parts';
import { programScheduler } from './service.ts';

test('the service contains all its parts', () => {
  expect(madeOf(programScheduler)).toEqual({
    answers: [
      'ProgramService',
      'IncubationService',
      'VisitService',
      'TimetableService',
      'CalendarService',
      'JudgingService',
      'SelectionService',
    ],
    nouns: [
      ...['application', 'ballot', 'calendar_feed', 'case', 'cohort', 'erasure', 'event'],
      ...['judge', 'judge_assignment', 'judging'],
      ...['meeting', 'mentor', 'mentoring', 'office_hour', 'office_hour_request', 'programme', 'residency', 'review'],
      ...['round', 'rubric', 'selection', 'template', 'timetable', 'visit', 'visit_coverage'],
    ],
    snapshots: 24,
    hears: {
      // All events in the catalogue of ventures, of things with a name, of introductions and of deals.
      ...{ copies: expect.any(Number), introductions: expect.any(Number), deals: expect.any(Number) },
      ...{ events: 1, timetables: 7, centres: 3, selections: 9, erasures: 1 },
    },
    timers: 4,
    operations: {
      'program.timetable_solve': 'long',
      'judging.solve_assignment': 'long',
      'judging.adopt_assignment': 'long',
    },
    objects: [
      ...[
        'application',
        'calendar_feed',
        'case',
        'case.at_desk',
        'centre',
        'cohort',
        'event',
        'host',
        'judge',
        'mentor',
      ],
      ...['mentoring_session', 'office_hour', 'office_hour_request', 'owner', 'party', 'programme', 'residency'],
      ...['review', 'round', 'template', 'timetable', 'venture', 'visit', 'visit.owed'],
    ],
    lookups: ['centre', 'investor', 'organisation', 'venture'],
    names: ['centre', 'investor', 'organisation', 'venture'],
    ready: [],
  });
});
