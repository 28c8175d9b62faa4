/** The names of other services' objects that a service knows: for answers, where names stand beside ids. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { type Lookup, lookupIn } from '@naru/kit/lookup';
import { type Known, type NamesOf, namesFrom } from '@naru/kit/names';
import type { Closed, Raw } from '@naru/kit/raw';
import type { Handler } from '@naru/kit/subscribe';
import type { Document } from 'mongodb';
import type { Kept } from './copies.ts';
import { copiesOfCentres, copiesOfInvestors, copiesOfOrganisations } from './entities.ts';
import type { VentureCopies, VentureCopyOf } from './venture.ts';

interface NameCopy {
  name?: LocalizedText;
}

const COPIES = { investor: copiesOfInvestors, centre: copiesOfCentres, organisation: copiesOfOrganisations };
type Noun = keyof typeof COPIES;

/** The owner of each, by the rules of its service: an investor owns itself, and everybody may see the bodies. */
const OWNERSHIPS: Record<Noun, (id: string) => Known['ownership']> = {
  investor: (id) => ({ orgs: [id] }),
  centre: (id) => ({ centre: id, open: true }),
  organisation: () => ({ open: true }),
};

/** The names in the copies of one noun, whatever else these copies keep. */
export const namesIn = <Copy extends Document & NameCopy & { _id: string }>(
  noun: Noun,
  copies: Closed<Raw<Copy>>,
): NamesOf =>
  namesFrom(copies, {
    fields: ['name'],
    known: ({ _id, name }) => (name ? { name, ownership: OWNERSHIPS[noun](_id) } : null),
  });

/** The contexts that own them. */
const OWNERS: Record<Noun, string> = { investor: 'investor', centre: 'registry', organisation: 'registry' };
/** An organisation may be of any form: it is what is neither a centre nor an investor. */
const FORMS: Partial<Record<Noun, RegExp>> = { investor: /^inv_/, centre: /^KR-[0-9]{2}$/ };

/** The ids in the copies of one noun. `by` is the subscription that keeps them. */
export const idsIn = <Copy extends Document & { _id: string }>(
  noun: Noun,
  copies: Closed<Raw<Copy>>,
  by: string,
): Lookup => ({
  find: lookupIn(copies, { owned: ({ _id }) => OWNERSHIPS[noun](_id) }),
  ...(FORMS[noun] && { form: FORMS[noun] }),
  copied: { by, of: OWNERS[noun] },
});

/** Copies of names alone, for nouns of which a service keeps nothing else. Each noun has its own collection. */
export function nameCopies<Of extends Noun>({ db, ambient }: Pick<Kept, 'db' | 'ambient'>, nouns: readonly Of[]) {
  const kept = nouns.map((noun) => ({
    noun,
    copies: COPIES[noun]<NameCopy>({ db, ambient, name: `${noun}_names` }, ({ name }) => ({ name })),
  }));
  const names = kept.map(({ noun, copies }) => [noun, namesIn(noun, copies)]);
  return {
    names: Object.fromEntries(names) as Record<Of, NamesOf>,
    /** `by` is the subscription with these handlers. */
    lookups: (by: string) =>
      Object.fromEntries(kept.map(({ noun, copies }) => [noun, idsIn(noun, copies, by)])) as Record<Of, Lookup>,
    handlers: (): Handler[] => kept.flatMap(({ copies }) => copies.handlers()),
  };
}

/**
 * The names in copies of ventures. A copy has a name only while the venture is shared, and then everybody may see it.
 */
export const namesOfVentures = <Now extends object>(
  copies: VentureCopies<Now>,
  { field, nameOf }: { field: string; nameOf: (copy: VentureCopyOf<Now>) => LocalizedText | undefined },
): NamesOf =>
  namesFrom(copies, {
    fields: [field, 'centreId'],
    known: (copy) => {
      const name = nameOf(copy);
      return name ? { name, ownership: { centre: copy.centreId, orgs: [copy._id], open: true } } : null;
    },
  });

/**
 * The ids in copies of ventures. Whoever may not see a venture that was never shared does not learn that it exists. The
 * centre is missing only until the event that says it has arrived.
 */
export const idsOfVentures = <Now extends object>(copies: VentureCopies<Now>, by: string): Lookup => ({
  find: lookupIn(copies, {
    fields: ['centreId', 'everShared'],
    owned: ({ _id, centreId, everShared = false }) =>
      centreId ? { centre: centreId, orgs: [_id], open: everShared } : null,
  }),
  form: /^ven_/,
  copied: { by, of: 'registry' },
});
