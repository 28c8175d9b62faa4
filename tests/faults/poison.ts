/** An event that one consumer cannot handle: a meeting with an investor that the directory does not know. */
import { IntroductionHeld } from '@naru/contracts/matching/v1/events';
import { Match } from '@naru/contracts/matching/v1/match';
import { publisher } from '@naru/testing/publisher';
import type { Naru } from './system.ts';

/** A part of every id and name that this event causes, so that the judges can ignore them. */
export const POISON = 'poison';

const INVESTOR = `inv_${POISON}`;
export const INTRODUCTION = `int_${POISON}`;

export async function poison({ busOf, streams, database }: Naru): Promise<void> {
  const match = Match.fromPartial({
    id: `mat_${POISON}`,
    ventureId: `ven_${POISON}`,
    investorId: INVESTOR,
    centreId: 'KR-27',
    state: 'ACCEPTED',
    introduction: { id: INTRODUCTION, state: 'HELD' },
  });
  const matching = await publisher({ env: { NATS_URL: busOf('matching') } }, 'matching');
  await matching.say({
    codec: IntroductionHeld,
    message: { match },
    aggregate: match.id,
    version: 1,
    id: `${POISON}-1`,
  });
  await matching.stop();
  // Its owner does not know the event. As far as it stands in the stream, it counts as published by it.
  const { config, state } = await streams('matching').streams.info('naru_matching');
  await database('matching')
    .collection<{ _id: string }>('stream')
    .updateOne({ _id: config.name }, { $max: { place: state.last_seq } });
}

/** Creates the missing investor. */
export async function cure({ database }: Naru): Promise<void> {
  const investors = database('investor').collection<{ _id: string; state: object }>('investor');
  const pattern = await investors.findOne({ 'state.type': 'VC' });
  if (!pattern) throw new Error('there is no investor to copy');
  const state = { ...pattern.state, id: INVESTOR, source: undefined };
  await investors.insertOne({ ...pattern, _id: INVESTOR, state, keys: undefined, request: undefined } as never, {
    ignoreUndefined: true,
  });
}
