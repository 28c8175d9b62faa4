/** The names in notices, as far as the network may know them: a hidden venture has no name. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Fund } from '@naru/contracts/investor/v1/fund';
import type { Investor } from '@naru/contracts/investor/v1/investor';
import type { Cohort } from '@naru/contracts/program/v1/cohort';
import type { Event } from '@naru/contracts/program/v1/event';
import type { Programme } from '@naru/contracts/program/v1/programme';
import type { Round } from '@naru/contracts/program/v1/round';
import type { Template } from '@naru/contracts/program/v1/template';
import type { Visit } from '@naru/contracts/program/v1/visit';
import type { Centre, Organisation } from '@naru/contracts/registry/v1/centre';
import type { VentureNews } from '@naru/copies/venture';

export interface NameCopy {
  name?: LocalizedText;
  kind?: 'centre';
  /** For an event: its place. */
  place?: LocalizedText;
  /** For a round: the event for which it selects teams. */
  eventId?: string;
  /** For a round or an event: its programme. */
  programmeId?: string;
  /** For a programme: whoever owns it, and the sectors of its phases by their numbers. */
  ownerId?: string;
  phases?: { number: number; sectors: string[] }[];
  /** For a round: its phase, and its end. */
  phase?: number;
  closesAt?: Date;
}

type Named = { [Field in keyof NameCopy]-?: NameCopy[Field] | undefined };

const named = (name: LocalizedText | undefined, more: Partial<Named> = {}): Named => ({
  name,
  kind: undefined,
  place: undefined,
  eventId: undefined,
  programmeId: undefined,
  ownerId: undefined,
  phases: undefined,
  phase: undefined,
  closesAt: undefined,
  ...more,
});

export const ofVenture = ({ profile }: VentureNews): Named => named(profile?.name);

export const ofInvestor = ({ name }: Investor): Named => named(name);

export const ofRound = ({ name, eventId, programmeId, phase, closesAt }: Round): Named =>
  named(name, { eventId: eventId || undefined, programmeId: programmeId || undefined, phase, closesAt });

export const ofEvent = ({ name, place, programmeId }: Event): Named =>
  named(name, { place, programmeId: programmeId || undefined });

export const ofProgramme = ({ name, ownerId, phases }: Programme): Named =>
  named(name, { ownerId, phases: phases.map(({ number, sectors }) => ({ number, sectors })) });

export const ofCentre = ({ name }: Centre): Named => named(name, { kind: 'centre' });

export const ofOrganisation = ({ name }: Organisation): Named => named(name);

export const ofCohort = ({ details }: Cohort): Named => named(details?.name);

export const ofFund = ({ details }: Fund): Named => named(details?.name);

export const ofTemplate = ({ name }: Template): Named => named(name);

export const ofVisit = ({ name }: Visit): Named => named(name);
