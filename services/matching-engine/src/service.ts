/** matching-engine: it finds which ventures and investors should meet, and explains why. */
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import type { Snapshot } from '@naru/kit/change';
import { type Mirror, mirror } from '@naru/kit/mirror';
import { long } from '@naru/kit/operations';
import { implement } from '@naru/kit/serve';
import { ventureErasures } from './copies/erasure/reactions.ts';
import { investorCopies } from './copies/investor/store.ts';
import { centreNames } from './copies/name/store.ts';
import { ventureCopies } from './copies/venture/store.ts';
import { matchOwnership, partyOwnership, sideOwnership } from './match/access.ts';
import { expireMatch } from './match/decide.ts';
import type { Match } from './match/match.ts';
import { matchHandlers } from './match/reactions.ts';
import { matchRpcs } from './match/rpc.ts';
import { byIntroduction, countReasons, forgetReasons, matchStore, pageOfIntroductions } from './match/store.ts';
import { matchRuns, RUN_KIND } from './run/run.ts';
import { matchIndex } from './score/index.ts';

/** A changed copy enters the index of this replica at once, so that the next question finds it. */
const offered =
  <T>({ find }: { find(id: string): Promise<T | null> }, { announce }: Pick<Mirror<T>, 'announce'>) =>
  async (id: string) => {
    const copy = await find(id);
    if (copy) announce(copy);
  };

function parts(host: Host): Parts {
  const index = matchIndex();
  const parties = { ventures: ventureCopies(host), investors: investorCopies(host) };
  const shown = {
    ventures: mirror({ ...host, store: parties.ventures, index: index.ventureDocs }),
    investors: mirror({ ...host, store: parties.investors, index: index.investorDocs }),
  };
  const centres = centreNames(host);
  const matches = matchStore(host);
  const runs = matchRuns(host, parties, matches);
  const declined = new Set<string>();
  const stored = mirror({
    ...host,
    store: matches,
    index: {
      apply: (docs) => {
        for (const { _id, state } of docs)
          if (state.state === 'DECLINED') declined.add(_id);
          else declined.delete(_id);
      },
      remove: (ids) => ids.forEach((id) => void declined.delete(id)),
    },
  });
  const forget = async (ventureId: string) => {
    await forgetReasons(matches, ventureId);
    await runs.forget(ventureId);
  };
  const erasing = ventureErasures(host, {
    count: async (ventureId) => [
      { what: 'copy', count: 1 },
      { what: 'match_reasons', count: await countReasons(matches, ventureId) },
      { what: 'run_row', count: await runs.count(ventureId) },
    ],
    erase: async (news, received) => {
      await parties.ventures.keep(news, received);
      await forget(news.ventureId);
    },
  });
  const mirrors = [shown.ventures, shown.investors, stored];
  const known = { venture: parties.ventures.find, investor: parties.investors.find };
  const ownershipOf = (found: Snapshot<Match> | null) => found && matchOwnership(found.state);
  return {
    implementations: [
      implement(MatchingServiceDefinition, {
        ...matchRpcs({
          ...{ matches, parties, index, declined, stored, mirrors: shown },
          introductions: (request, reach) => pageOfIntroductions(matches, { request, reach }, host.ambient),
        }),
        ...runs.rpcs,
      }),
    ],
    aggregates: [matches, erasing.aggregate],
    subscriptions: [
      {
        name: 'copies',
        handlers: [
          ...parties.ventures.handlers(offered(parties.ventures, shown.ventures)),
          ...parties.investors.handlers(offered(parties.investors, shown.investors)),
          ...centres.handlers(),
        ],
      },
      { name: 'matches', handlers: matchHandlers(matches, parties, forget) },
      { name: 'erasures', handlers: erasing.handlers },
    ],
    timers: [matches.due(expireMatch)],
    operations: { [RUN_KIND]: long(runs.work) },
    objects: {
      party: partyOwnership(known),
      side: sideOwnership(known),
      match: async (id) => ownershipOf(await matches.find(id)),
      introduction: async (id) => ownershipOf(await byIntroduction(matches, id)),
    },
    lookups: { venture: parties.ventures.ids('copies'), investor: parties.investors.ids('copies') },
    names: { venture: parties.ventures.names, investor: parties.investors.names, ...centres.names },
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
