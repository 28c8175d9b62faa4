/** Whether a change differs from the present state: a repeated request is no error, and publishes no event. */
export const changesAnything = <S extends object>(before: S, changes: Partial<S>): boolean =>
  (Object.keys(changes) as (keyof S)[]).some((key) => JSON.stringify(changes[key]) !== JSON.stringify(before[key]));
