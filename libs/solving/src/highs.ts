/** The solver HiGHS as WebAssembly. */
import highs from 'highs';

export type { Highs } from 'highs';

/** Its types describe the CommonJS build, in which the loader is a member. As an ES module it is the loader itself. */
export const loadHighs = highs as unknown as typeof highs.default;
