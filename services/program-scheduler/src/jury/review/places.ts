/**
 * The limits on loads and panels: a review takes a numbered load of its judge and a numbered seat of its panel. Unique
 * keys let one review have each.
 */
import { Rejection } from '@naru/kit/rejection';
import { type Review, stands } from './review.ts';
import { LOAD_TAKEN, type ReviewStore, SEAT_TAKEN } from './store.ts';
import { refuse } from './texts.ts';

export interface Wanted {
  roundId: string;
  applicationId: string;
  judgeId: string;
  /** 0 for no limit. */
  loadMax: number;
  panelSize: number;
}

export interface Places {
  load: number;
  seat: number;
}

const RACES_MAX = 50;

/**
 * Assigns in the first places that seem free. Reading only gives the places to try: the unique keys guarantee that a
 * place is taken once, however many requests are concurrent.
 * @throws Rejection `review.load_full` or `review.panel_full` where no place is free
 */
export async function inFreePlaces<T>(
  reviews: ReviewStore,
  wanted: Wanted,
  assign: (places: Places) => Promise<T>,
): Promise<T> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const places = await freePlaces(reviews, wanted);
    try {
      return await assign(places);
    } catch (error) {
      if (!(error instanceof Rejection) || (error.code !== LOAD_TAKEN && error.code !== SEAT_TAKEN)) throw error;
    }
  }
  throw refuse('busy');
}

async function freePlaces(reviews: ReviewStore, wanted: Wanted): Promise<Places> {
  const { roundId, applicationId, judgeId, loadMax, panelSize } = wanted;
  const [loads, seats] = await Promise.all([
    loadMax > 0 ? reviews.all({ where: { roundId, judgeId } }) : [],
    reviews.all({ where: { applicationId } }),
  ]);
  const load = loadMax > 0 ? firstFree(placesOf(loads, 'load'), loadMax) : 0;
  if (load === null) throw refuse('load_full', { loadMax });
  const seat = firstFree(placesOf(seats, 'seat'), panelSize);
  if (seat === null) throw refuse('panel_full', { panelSize });
  return { load, seat };
}

const placesOf = (found: readonly { state: Review }[], place: 'load' | 'seat'): Set<number> =>
  new Set(found.filter(({ state }) => stands(state)).map(({ state }) => state[place]));

function firstFree(taken: ReadonlySet<number>, max: number): number | null {
  for (let place = 1; place <= max; place += 1) if (!taken.has(place)) return place;
  return null;
}
