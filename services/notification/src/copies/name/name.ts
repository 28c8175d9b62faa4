/** The names in notices, as far as the network may know them: a hidden venture has no name. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Investor } from '@naru/contracts/investor/v1/investor';
import type { Event } from '@naru/contracts/program/v1/event';
import type { Round } from '@naru/contracts/program/v1/round';
import type { VentureNews } from '@naru/copies/venture';

export interface NameCopy {
  name?: LocalizedText;
  /** For an event: its place. */
  place?: LocalizedText;
  /** For a round: the event for which it selects teams. */
  eventId?: string;
}

type Named = { [Field in keyof NameCopy]-?: NameCopy[Field] | undefined };

const named = (name: LocalizedText | undefined, more: Partial<Named> = {}): Named => ({
  name,
  place: undefined,
  eventId: undefined,
  ...more,
});

export const ofVenture = ({ profile }: VentureNews): Named => named(profile?.name);

export const ofInvestor = ({ name }: Investor): Named => named(name);

export const ofRound = ({ name, eventId }: Round): Named => named(name, { eventId: eventId || undefined });

export const ofEvent = ({ name, place }: Event): Named => named(name, { place });
