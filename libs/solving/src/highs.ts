/** The solver HiGHS as WebAssembly. */
import highs from 'highs';

export type { Highs } from 'highs';

/** Its types describe the CommonJS build, where the loader is a member; imported as a module it is the loader itself. */
export const loadHighs = highs as unknown as typeof highs.default;
