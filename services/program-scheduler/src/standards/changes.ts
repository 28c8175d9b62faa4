/** Whether a change changes anything: asking twice is no error, and no event. */
export const changesAnything = <S extends object>(before: S, changes: Partial<S>): boolean =>
  (Object.keys(changes) as (keyof S)[]).some((key) => JSON.stringify(changes[key]) !== JSON.stringify(before[key]));
