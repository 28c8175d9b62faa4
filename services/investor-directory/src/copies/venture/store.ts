/** Where the read copies of ventures are kept. */
import { type VentureCopies as Copies, copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { type SeenVenture, seen } from './venture.ts';

export type VentureCopies = Copies<SeenVenture>;

export const ventureCopies = ({ db, ambient }: Pick<Host, 'db' | 'ambient'>): VentureCopies =>
  copiesOfVentures({ db, ambient, name: 'ventures' }, seen);
