/** Stores the read copies of ventures. */
import { idsOfVentures, namesOfVentures } from '@naru/copies/names';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { type SeenVenture, seen } from './venture.ts';

export type VentureCopies = ReturnType<typeof ventureCopies>;

export function ventureCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  // An earlier version kept copies without names in `ventures`.
  // Shape 1 has the facts that limits are about.
  const copies = copiesOfVentures<SeenVenture>({ db, ambient, name: 'named_ventures', shape: 1 }, seen);
  const names = namesOfVentures(copies, { field: 'name', nameOf: ({ name }) => name });
  return { ...copies, names, ids: (by: string) => idsOfVentures(copies, by) };
}
