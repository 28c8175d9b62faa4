/** The plan of the network: the number of centres. There is one record. */
import { refuse } from './texts.ts';

export interface Network {
  centres: number;
}

export type NetworkEvent = { type: 'NetworkPlanned'; centres: number };

export const NETWORK_ID = 'network';

export const evolve = (_: Network | null, { centres }: NetworkEvent): Network => ({ centres });

/** The plan cannot be smaller than the number of opened centres. Planning the same number again changes nothing. */
export function planNetwork(
  network: Network | null,
  { centres, opened }: { centres: number; opened: number },
): NetworkEvent[] {
  if (centres < opened) throw refuse('too_small', { opened });
  return network?.centres === centres ? [] : [{ type: 'NetworkPlanned', centres }];
}
