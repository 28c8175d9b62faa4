/** Where the read copies of ventures are kept. */
import { namesOfVentures } from '@naru/copies/names';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { type SeenVenture, seen } from './venture.ts';

export type VentureCopies = ReturnType<typeof ventureCopies>;

export function ventureCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  // The copies in `ventures`, which an earlier version kept, have no names.
  const copies = copiesOfVentures<SeenVenture>({ db, ambient, name: 'named_ventures' }, seen);
  return { ...copies, names: namesOfVentures(copies, { field: 'name', nameOf: ({ name }) => name }) };
}
