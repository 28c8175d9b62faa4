/** The plan of the network: how many centres there are to be. One record. */
export interface Network {
  centres: number;
}

export type NetworkEvent = { type: 'NetworkPlanned'; centres: number };

export const NETWORK_ID = 'network';

export const evolve = (_: Network | null, { centres }: NetworkEvent): Network => ({ centres });

/** Saying the same again is no change. */
export const planNetwork = (network: Network | null, centres: number): NetworkEvent[] =>
  network?.centres === centres ? [] : [{ type: 'NetworkPlanned', centres }];
