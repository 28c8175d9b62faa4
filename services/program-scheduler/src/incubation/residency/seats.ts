/** How many teams a cohort takes: each takes a numbered seat, and a seat is taken once. */
import { Rejection } from '@naru/kit/rejection';
import { type ResidencyStore, SEAT_TAKEN, seatsTaken } from './store.ts';
import { refuseSeat } from './texts.ts';

/**
 * Admits on the first free seat. Reading only says where to begin: that a seat is taken once is the unique key's to
 * say, however many are admitted at the same time.
 * @throws Rejection `cohort.full` where no seat is left
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
