/** The texts for faults in a solver's input file. The solvers return only codes and know no language. */
import type { Fault, FaultCode, FaultParams } from '@naru/solving/reading';

type Words = { [Code in FaultCode]: (params: FaultParams[Code]) => string };

/** In the form of `shown` of the readers. */
const is = (given: string | number): string =>
  `is ${given === 'list' ? 'a list' : given === 'object' ? 'an object' : given}`;

const WORDS: Words = {
  no_instance: () => 'must be one JSON object with slots, tables, participants and meetings',
  no_round: () => 'must be one JSON object with rules, judges, applications and pairs',
  no_judgements: () => 'must be one JSON object with applications, and scores or votes',
  scores_or_votes: () => 'must have either scores or votes, and not both: they are ranked apart',
  object: ({ given, example }) => `${is(given)}; it must be an object such as ${example}`,
  list: ({ given }) => `${is(given)}; it must be a list`,
  whole: ({ given, min, max }) => `${is(given)}; it must be a whole number from ${min} to ${max}`,
  number: ({ given, min, max }) => `${is(given)}; it must be a number from ${min} to ${max}`,
  text: ({ given, lengthMax }) => `${is(given)}; it must be a text of 1 to ${lengthMax} characters`,
  text_or_none: ({ given }) => `${is(given)}; it must be a text, or left out`,
  flag: ({ given }) => `${is(given)}; it must be true, false or left out`,
  choice: ({ given, values }) => `${is(given)}; it must be ${values} or left out`,
  too_many: ({ count, max }) => `has ${count} entries; at most ${max} can be taken`,
  empty: () => 'has no entry; there must be at least one',
  twice: ({ given, like }) => `${is(given)}, which is ${like} already; every id must be its own`,
  one_twice: () => 'names one twice; every id must be its own',
  unknown_id: ({ given, of }) => `${is(given)}; it must be the id of one of the ${of}`,
  above: ({ given, other, max }) => `${is(given)}; it must be at most ${other}, which is ${max}`,
  same: ({ given, other }) => `${is(given)}, which is ${other} too; the two must be different`,
  pairs_max: ({ count, max }) => `has ${count} pairs of judge and application; at most ${max} can be taken`,
  standing_max: ({ max }) => `is one too many: at most ${max}, which is panel_size, can stand`,
  second_score: () => 'is a second score of this judge for this application; give one',
};

/** The place of the fault, and what would be right. */
export function faultInWords({ path, code, params }: Fault): string {
  // Each fault has the parameters of its own code.
  const words = WORDS[code] as (params: Fault['params']) => string;
  return `${path || 'the file'}: ${words(params)}`;
}
