/** Copies of nouns whose every event carries the whole state that others may see. */

import type { Deal } from '@naru/contracts/investor/v1/deal';
import * as investor from '@naru/contracts/investor/v1/events';
import type { Fund } from '@naru/contracts/investor/v1/fund';
import * as funds from '@naru/contracts/investor/v1/fund_events';
import type { Investor } from '@naru/contracts/investor/v1/investor';
import * as matching from '@naru/contracts/matching/v1/events';
import type { Match } from '@naru/contracts/matching/v1/match';
import type { Application } from '@naru/contracts/program/v1/application';
import type { Cohort } from '@naru/contracts/program/v1/cohort';
import type { Event } from '@naru/contracts/program/v1/event';
import * as program from '@naru/contracts/program/v1/events';
import * as incubation from '@naru/contracts/program/v1/incubation_events';
import type { Judge } from '@naru/contracts/program/v1/judge';
import * as judging from '@naru/contracts/program/v1/judging_events';
import type { Mentor } from '@naru/contracts/program/v1/mentoring';
import type { Programme } from '@naru/contracts/program/v1/programme';
import type { Residency } from '@naru/contracts/program/v1/residency';
import type { Review } from '@naru/contracts/program/v1/review';
import type { Round } from '@naru/contracts/program/v1/round';
import type { Template } from '@naru/contracts/program/v1/template';
import type { Visit } from '@naru/contracts/program/v1/visit';
import * as visits from '@naru/contracts/program/v1/visit_events';
import type { Centre, Organisation } from '@naru/contracts/registry/v1/centre';
import * as registry from '@naru/contracts/registry/v1/events';
import type { Told } from '@naru/kit/projection';
import { type Entity, newsOf } from './catalogue.ts';
import { type Copies, copies, type Kept } from './copies.ts';

type Carrying<Field extends string, Whole> = { [Name in Field]?: Whole | undefined };

function told<Field extends string, Whole extends { id: string }>(entity: Entity & { by: Field }) {
  const news = newsOf<Carrying<Field, Whole>>(entity);
  /** `seen` returns what the service keeps; null leaves a tombstone. */
  return <Now extends object>(
    kept: Kept,
    seen: (whole: Whole, heard: { at: Date }) => Told<Now>['now'],
  ): Copies<Now, object, Carrying<Field, Whole>> =>
    copies(kept, news, (message, heard) => {
      const whole = message[entity.by];
      return whole ? { id: whole.id, now: seen(whole, heard) } : null;
    });
}

export const copiesOfInvestors = told<'investor', Investor>({
  of: ['naru.investor.profile', 'naru.investor.mandate'],
  by: 'investor',
  from: [investor],
});

export const copiesOfDeals = told<'deal', Deal>({ of: ['naru.investor.deal'], by: 'deal', from: [investor] });

export const copiesOfMatches = told<'match', Match>({
  of: ['naru.matching.match', 'naru.matching.introduction'],
  by: 'match',
  from: [matching],
});

export const copiesOfCentres = told<'centre', Centre>({
  of: ['naru.registry.centre', 'naru.registry.host'],
  by: 'centre',
  from: [registry],
});

export const copiesOfOrganisations = told<'organisation', Organisation>({
  of: ['naru.registry.organisation'],
  by: 'organisation',
  from: [registry],
});

export const copiesOfRounds = told<'round', Round>({ of: ['naru.program.round'], by: 'round', from: [program] });

export const copiesOfEvents = told<'event', Event>({ of: ['naru.program.event'], by: 'event', from: [program] });

export const copiesOfProgrammes = told<'programme', Programme>({
  of: ['naru.program.programme'],
  by: 'programme',
  from: [program],
});

export const copiesOfTemplates = told<'template', Template>({
  of: ['naru.program.template'],
  by: 'template',
  from: [program],
});

export const copiesOfApplications = told<'application', Application>({
  of: ['naru.program.application'],
  by: 'application',
  from: [program],
});

export const copiesOfCohorts = told<'cohort', Cohort>({
  of: ['naru.program.cohort'],
  by: 'cohort',
  from: [incubation],
});

export const copiesOfResidencies = told<'residency', Residency>({
  of: ['naru.program.residency'],
  by: 'residency',
  from: [incubation],
});

export const copiesOfMentors = told<'mentor', Mentor>({
  of: ['naru.program.mentor'],
  by: 'mentor',
  from: [incubation],
});

export const copiesOfJudges = told<'judge', Judge>({
  of: ['naru.program.judge'],
  by: 'judge',
  from: [judging],
});

export const copiesOfReviews = told<'review', Review>({
  of: ['naru.program.review'],
  by: 'review',
  from: [judging],
});

export const copiesOfVisits = told<'visit', Visit>({
  of: ['naru.program.visit'],
  by: 'visit',
  from: [visits],
});

export const copiesOfFunds = told<'fund', Fund>({
  of: ['naru.investor.fund'],
  by: 'fund',
  from: [funds],
});
