/** The plan of the network: how many centres there are to be. One record. */
import { refuse } from './texts.ts';

export interface Network {
  centres: number;
}

export type NetworkEvent = { type: 'NetworkPlanned'; centres: number };

export const NETWORK_ID = 'network';

export const evolve = (_: Network | null, { centres }: NetworkEvent): Network => ({ centres });

/** A centre that has opened keeps its place; saying the same again is no change. */
export function planNetwork(
  network: Network | null,
  { centres, opened }: { centres: number; opened: number },
): NetworkEvent[] {
  if (centres < opened) throw refuse('too_small', { opened });
  return network?.centres === centres ? [] : [{ type: 'NetworkPlanned', centres }];
}
