/** Filters of lists for a range of time. `store.ts` gives each one its path. */
import { type CivilDate, checkDate } from './civil-date.ts';

type DayFilter = (day: CivilDate, field: string) => object;

/** After this instant. */
export const after = (path: string) => (at: Date) => ({ [path]: { $gt: at } });

/** Before this instant. */
export const before = (path: string) => (at: Date) => ({ [path]: { $lt: at } });

/** On this day or later. A stored day without day or month counts as the first day of its month or year. */
export const fromDay =
  (path: string): DayFilter =>
  (day, field) =>
    bounded(path, checked(day, field), { beyond: '$gt', last: '$gte' });

/** On this day or earlier. A limit without day or month means the end of its month or year. */
export const throughDay =
  (path: string): DayFilter =>
  (day, field) =>
    bounded(path, checked(day, field), { beyond: '$lt', last: '$lte' });

/** The paths of an order by a day. */
export const dayOrder = (path: string): readonly string[] => [`${path}.year`, `${path}.month`, `${path}.day`];

function checked(day: CivilDate, field: string): CivilDate {
  checkDate(
    field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    day,
    { whole: false },
  );
  return day;
}

function bounded(path: string, day: CivilDate, { beyond, last }: { beyond: string; last: string }): object {
  const { year, month, day: date } = day;
  const y = `${path}.year`;
  const m = `${path}.month`;
  const d = `${path}.day`;
  if (month === 0) return { [y]: { [last]: year } };
  const nearest = date === 0 ? { [y]: year, [m]: { [last]: month } } : { [y]: year, [m]: month, [d]: { [last]: date } };
  const within = date === 0 ? [] : [{ [y]: year, [m]: { [beyond]: month } }];
  return { $or: [{ [y]: { [beyond]: year } }, ...within, nearest] };
}
