/** matching-engine: who should meet whom, and why. */
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import type { Snapshot } from '@naru/kit/change';
import { type Mirror, mirror } from '@naru/kit/mirror';
import { implement } from '@naru/kit/serve';
import { investorCopies } from './copies/investor/store.ts';
import { ventureCopies } from './copies/venture/store.ts';
import { matchOwnership, partyOwnership, sideOwnership } from './match/access.ts';
import { expireMatch } from './match/decide.ts';
import type { Match } from './match/match.ts';
import { matchHandlers } from './match/reactions.ts';
import { matchRpcs } from './match/rpc.ts';
import { byIntroduction, matchStore } from './match/store.ts';
import { matchRuns, RUN_KIND } from './run/run.ts';
import { matchIndex } from './score/index.ts';

/** A copy that has changed is in this replica's index at once, so that the next question finds it. */
const offered =
  <T>({ find }: { find(id: string): Promise<T | null> }, { offer }: Pick<Mirror<T>, 'offer'>) =>
  async (id: string) => {
    const copy = await find(id);
    if (copy) offer(copy);
  };

function parts(host: Host): Parts {
  const index = matchIndex();
  const parties = { ventures: ventureCopies(host), investors: investorCopies(host) };
  const shown = {
    ventures: mirror(parties.ventures.collection, index.putVentures),
    investors: mirror(parties.investors.collection, index.putInvestors),
  };
  const matches = matchStore(host);
  const runs = matchRuns(host, parties, matches);
  const declined = new Set<string>();
  const stored = mirror(matches.collection, (docs) => {
    for (const { _id, state } of docs) if (state.state === 'DECLINED') declined.add(_id);
  });
  const mirrors = [shown.ventures, shown.investors, stored];
  const known = { venture: parties.ventures.find, investor: parties.investors.find };
  const ownershipOf = (found: Snapshot<Match> | null) => found && matchOwnership(found.state);
  return {
    implementations: [
      implement(MatchingServiceDefinition, { ...matchRpcs({ matches, index, declined, stored }), ...runs.rpcs(host) }),
    ],
    aggregates: [matches],
    subscriptions: [
      { name: 'ventures', handlers: parties.ventures.handlers(offered(parties.ventures, shown.ventures)) },
      { name: 'investors', handlers: parties.investors.handlers(offered(parties.investors, shown.investors)) },
      { name: 'matches', handlers: matchHandlers(matches, parties) },
    ],
    timers: [matches.due(expireMatch)],
    operations: { [RUN_KIND]: runs.work },
    objects: {
      party: partyOwnership(known),
      side: sideOwnership(known),
      match: async (id) => ownershipOf(await matches.find(id)),
      introduction: async (id) => ownershipOf(await byIntroduction(matches, id)),
    },
    ready: { index: () => mirrors.every((one) => one.ready()) },
    start: async () => {
      await Promise.all([parties.ventures.ensureIndexes(), parties.investors.ensureIndexes(), runs.ensureIndexes()]);
      await Promise.all(mirrors.map((one) => one.start()));
    },
    stop: async () => {
      await Promise.all(mirrors.map((one) => one.stop()));
    },
  };
}

export const matchingEngine: ServiceSpec = { name: 'matching-engine', context: 'matching', parts };
