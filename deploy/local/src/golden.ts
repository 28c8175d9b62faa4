import { run as test } from './test.ts';
import { Trouble } from './trouble.ts';

/** `npm run golden -- PATH…`: adds the bytes of new events; existing bytes never change. */
export function run(paths: string[]): Promise<number> {
  if (paths.length === 0) throw new Trouble('give the tests whose new events are to be written down', 2);
  process.env.NARU_GOLDEN = 'add';
  return test(paths);
}
