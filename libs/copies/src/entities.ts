/** Copies of nouns whose every event carries the whole state that others may see. */
import type { Deal } from '@naru/contracts/investor/v1/deal';
import * as investor from '@naru/contracts/investor/v1/events';
import type { Investor } from '@naru/contracts/investor/v1/investor';
import * as matching from '@naru/contracts/matching/v1/events';
import type { Match } from '@naru/contracts/matching/v1/match';
import type { Event } from '@naru/contracts/program/v1/event';
import * as program from '@naru/contracts/program/v1/events';
import type { Round } from '@naru/contracts/program/v1/round';
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
