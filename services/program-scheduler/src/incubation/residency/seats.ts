/** The limit on teams of a cohort: each team takes a numbered seat, and a unique key lets one team have a seat. */
import { Rejection } from '@naru/kit/rejection';
import { type ResidencyStore, SEAT_TAKEN, seatsTaken } from './store.ts';
import { refuseSeat } from './texts.ts';

/**
 * Admits a team on the first free seat. Reading only gives the seat to begin with: the unique key guarantees that a
 * seat is taken once, however many admissions are concurrent.
 * @throws Rejection `cohort.full` where no seat is free
 */
export async function admitOnSeat<T>(
  residencies: ResidencyStore,
  { id, seats }: { id: string; seats: number },
  admit: (seat: number) => Promise<T>,
): Promise<T> {
  const taken = await seatsTaken(residencies, id);
  for (let seat = 1; seat <= seats; seat += 1) {
    if (taken.has(seat)) continue;
    try {
      return await admit(seat);
    } catch (error) {
      if (!(error instanceof Rejection && error.code === SEAT_TAKEN)) throw error;
    }
  }
  throw refuseSeat('full', { seats });
}
