/** Every method that creates or adds something takes a request id, by which a repeat is recognised. */
import type { ContractMethod } from '@naru/contracts';
import type { Finding } from './source.ts';
import { wordOf } from './verbs.ts';

/** Verbs that add an entry to an existing aggregate, or to those of its kind. */
const ADDING = new Set('Add Allot Cast Correct Declare Express Give Hand Propose Revise State Upload'.split(' '));

/** Additions without a request id, with the way in which a repeat is recognised. */
export const WITHOUT_REQUEST_ID: Readonly<Record<string, string>> = {
  AllotOfficeHours: 'an hour that is given is not given again',
  CastCouncilVote: 'a centre has one vote on a proposal, and its last word counts',
  CastVote: 'a voter has one vote on a pair of teams, and the last word counts',
  ExpressInterest: 'two parties have one match, and a side says once that it is interested',
  ProposeMatches: 'two parties have one match',
  ProposeSelection: 'a round has one selection; another one takes its place by its etag',
  StateVisitCoverage: 'a host has one statement for each span of time',
  UploadApplicationFile: 'uploads are exempt: a field has one file, and the last one takes its place',
};

type Method = Pick<ContractMethod, 'name' | 'kind' | 'input' | 'desc'>;

export function requestIdFindings(method: Method, exceptions = WITHOUT_REQUEST_ID): Finding[] {
  const { name, kind, input, desc } = method;
  const takes = input.fields.some((field) => field.name === 'request_id');
  const adds = kind === 'create' || kind === 'operation' || (kind === 'verb' && ADDING.has(wordOf(method)));
  const found = (message: string): Finding[] => [
    { file: `proto/${desc.parent.file.name}.proto`, line: 0, message: `${name} ${message}` },
  ];
  if (takes && name in exceptions) return found('takes a request id: take it out of tests/architecture/request-ids.ts');
  if (!adds || takes || name in exceptions) return [];
  return found(
    'makes something without a request_id, so that a repeated request makes another one: give its request ' +
      '`string request_id = n [(naru.api.v1.rule) = REQUEST_ID]`, or say in tests/architecture/request-ids.ts what a repeat is known by',
  );
}
