/** Waits for a condition, not for a time. */
const EVERY_MS = 20;

/**
 * Repeats until there is an answer (not null, undefined or false, and no error). @throws the last error after the limit
 */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { withinMs = 30_000, everyMs = EVERY_MS } = {},
): Promise<T> {
  const until = performance.now() + withinMs;
  let last: unknown = new Error('the condition never came true');
  while (performance.now() < until) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw last;
}

/** Asks until two answers in a row are the same. @returns this answer */
export async function steady<T extends number | readonly number[]>(
  ask: () => Promise<T> | T,
  patience: { withinMs: number; everyMs: number },
): Promise<T> {
  let last: string | null = null;
  const { answer } = await eventually(async () => {
    const answer = await ask();
    const before = last;
    last = String(answer);
    return before === last && { answer };
  }, patience);
  return answer;
}
