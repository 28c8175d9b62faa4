/** What `@jest/globals` gives a test file in bare Node, see runner.ts: the light runner has laid it down as global names. */
import type * as Globals from '@jest/globals';
import { limitTimeOfFile } from './time-limit.ts';

type Names = 'afterAll' | 'afterEach' | 'beforeAll' | 'beforeEach' | 'describe' | 'expect' | 'it' | 'test';
const globals = globalThis as unknown as Pick<typeof Globals, Names>;

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals;
export const jest = { setTimeout: limitTimeOfFile };
