/**
 * The limit on rounds of a programme in a year: each round takes a numbered place, and a unique key lets one round have
 * a place.
 */
import { Rejection } from '@naru/kit/rejection';
import { countRounds, HALF_TAKEN, PLACE_TAKEN, type RoundStore } from './store.ts';
import { refuse } from './texts.ts';

export interface Year {
  programmeId: string;
  year: number;
  /** 0 for no limit. */
  roundsMax: number;
}

/**
 * Opens a round in the first free place of the year. Counting only gives the place to begin with: the unique key
 * guarantees that a place is taken once, however many requests are concurrent. The last place is tried even when all
 * seem taken, since the caller may be retrying the request that took it.
 * @throws Rejection `round.limit` where no place is free
 */
export async function openInPlace<T>(rounds: RoundStore, year: Year, open: (place: number) => Promise<T>): Promise<T> {
  const { roundsMax } = year;
  if (roundsMax === 0) return open(0);
  for (let place = Math.min((await countRounds(rounds, year)) + 1, roundsMax); place <= roundsMax; place += 1) {
    try {
      return await open(place);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      // In a full year the refusal names the limit, whichever of the two unique keys failed first.
      const full = error.code === HALF_TAKEN && (await countRounds(rounds, year)) >= roundsMax;
      if (error.code !== PLACE_TAKEN && !full) throw error;
    }
  }
  throw refuse('limit', { year: year.year, roundsMax });
}
