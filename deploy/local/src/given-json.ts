/** JSON that somebody gives to a command, written by hand or by any editor. */
import { repeatedKeys } from '@naru/gateway/json-tokens';

export interface GivenJson {
  value: unknown;
  /** Keys that stand twice, a line each: JSON.parse keeps the last value, so that the other would be lost without a word. */
  repeated: string[];
}

/** @throws SyntaxError if it is not JSON */
export function parseGiven(text: string): GivenJson {
  // Editors on Windows begin a file with a byte order mark, which is not JSON.
  const json = text.replace(/^\uFEFF/, '');
  return { value: JSON.parse(json), repeated: repeatedKeys(json).map(({ path }) => `  ${path}: stands twice`) };
}
