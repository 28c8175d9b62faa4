/** The ground of the partners' tests. */
import { loadNetwork, readNetworkFile } from '@naru/local/load';
import { DEMO, type Network, startEmptyNetwork } from './network.ts';

export interface Part extends Network {
  /** What the totals must say. */
  counts: { published: number; confirmed: number; amountKrw: string };
}

/** The network's bodies, and one day on which ventures met an investor: what a partner reads is the same at any size. */
export async function startPart(): Promise<Part> {
  const empty = await startEmptyNetwork();
  const whole = await readNetworkFile(DEMO);
  const deals = whole.deals.filter(({ investor }) => investor === 'investor:01');
  const part = {
    ...whole,
    ...{ deals, rounds: [], cohorts: [], visits: [], visitCoverages: [], funds: [], outcomes: [] },
    investors: whole.investors.filter(({ id }) => id === 'investor:01'),
    ventures: whole.ventures.filter(
      ({ id, state, centre }) => centre === 'KR-41' || state !== 'PUBLISHED' || dealt(id),
    ),
    events: whole.events.filter(({ id }) => deals.some(({ event }) => event === id)),
    programmes: whole.programmes.filter(({ id }) => id === 'programme:venture-partners-day'),
  };
  function dealt(id: string): boolean {
    return deals.some(({ venture }) => venture === id);
  }
  const token = await empty.stack.token({ role: 'network_admin' });
  const { ids } = await loadNetwork(part, { url: empty.url, token, progress: () => {} });
  const confirmed = deals.filter(({ stage }) => stage === 'CONFIRMED');
  const counts = {
    published: part.ventures.filter(({ state }) => state === 'PUBLISHED').length,
    confirmed: confirmed.length,
    amountKrw: String(confirmed.reduce((sum, { amountKrw }) => sum + Number(amountKrw), 0)),
  };
  return { ...empty, id: (fileId) => ids.get(fileId) ?? '', counts };
}
