/** A small random generator with a seed: the same seed gives the same timetable on every machine. */
export interface Random {
  /** A whole number from 0 up to the limit, without the limit. */
  below(limit: number): number;
  /** A number from 0 up to 1, without 1. */
  unit(): number;
}

/** xorshift, mixed once so that neighbouring seeds do not begin alike. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 8; i++) next();
  return { below: (limit) => Math.floor((next() / 2 ** 32) * limit), unit: () => next() / 2 ** 32 };
}

export function shuffle<T>(list: readonly T[], random: Random): T[] {
  const mixed = [...list];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
