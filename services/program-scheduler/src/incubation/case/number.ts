/** The number of a case: the next one of its centre and year, without gaps. */
import { Rejection } from '@naru/kit/rejection';
import { type CaseStore, highestSerial, NUMBER_TAKEN } from './store.ts';

/**
 * Opens a case with the first free number. Reading the highest number only gives the number to begin with; the unique
 * key guarantees that a number is given once. One write stores the number with its case, so no number is left out.
 */
export async function openWithNumber<T>(
  cases: CaseStore,
  { centreId, year }: { centreId: string; year: number },
  open: (serial: number) => Promise<T>,
): Promise<T> {
  for (let serial = (await highestSerial(cases, { centreId, year })) + 1; ; serial += 1) {
    try {
      return await open(serial);
    } catch (error) {
      if (!(error instanceof Rejection && error.code === NUMBER_TAKEN)) throw error;
    }
  }
}
