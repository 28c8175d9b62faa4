/** Proposing to the council: who is best in rank order under the quota and the constraints. */
import { Rejection } from '@naru/kit/rejection';
import type { Choose } from '../../choice/choose.ts';
import { type Exposure, inOrder } from '../../choice/exposure.ts';
import { placed } from '../outcome.ts';
import type { Candidate, Selection, SelectionEvent, Terms } from '../selection.ts';
import { decided, invalid, quotaExceeded, rule } from './refusals.ts';

export interface Proposal {
  id: string;
  roundId: string;
  programmeId: string;
  eventId: string;
  terms: Terms;
  candidates: readonly Candidate[];
  exposure: Exposure;
  /** Whether the caller has said, by its etag, that an earlier proposal is to go. */
  replaces: boolean;
  at: Date;
  choose: Choose;
}

/** More than these the events could not carry, nor a council look at. */
const CANDIDATES_MAX = 2_000;
/** Rows of the table in one event. */
const ROWS_AT_ONCE = 400;

/** A proposal takes the place of the one before, and the votes on that are gone; what is decided is not proposed anew. */
export function proposeSelection(existing: Selection | null, proposal: Proposal): SelectionEvent[] {
  if (existing?.state === 'DECIDED') throw decided();
  const selection = selectionFrom(proposal, (existing?.proposal ?? 0) + 1);
  if (existing && sameProposal(existing, selection)) return [];
  if (existing && !proposal.replaces)
    throw new Rejection({
      kind: 'exists',
      code: 'selection.exists',
      message: 'roundId: a selection is proposed already; give its etag to put another proposal in its place',
    });
  const tables = Math.ceil(selection.entries.length / ROWS_AT_ONCE);
  return [
    { type: 'SelectionProposed', selection },
    ...Array.from({ length: tables }, (_, index): SelectionEvent => {
      const from = index * ROWS_AT_ONCE;
      return { type: 'SelectionTabled', from, to: Math.min(from + ROWS_AT_ONCE, selection.entries.length) };
    }),
  ];
}

function selectionFrom({ terms, candidates, exposure, choose, ...proposal }: Proposal, number: number): Selection {
  requireTerms(terms, candidates.length);
  const rows = inOrder(candidates, terms.exposure, exposure);
  const { entries, clash } = placed(rows, terms, choose);
  if (clash.length > 0)
    throw rule(
      'constraints_clash',
      `constraints: ${clash.join(', ')} cannot be kept together with ${terms.places} places and the applications there are; change one of them`,
    );
  const { id, roundId, programmeId, eventId, at } = proposal;
  return {
    ...terms,
    id,
    roundId,
    programmeId,
    eventId,
    state: 'PROPOSED',
    proposal: number,
    entries,
    votes: [],
    decision: undefined,
    proposedAt: at,
    decidedAt: undefined,
  };
}

function requireTerms({ places, quota, quorum, electorate, constraints }: Terms, candidates: number): void {
  if (candidates === 0) throw rule('no_applications', 'no application of the round stands; there is nobody to select');
  if (candidates > CANDIDATES_MAX)
    throw rule('applications_max', `a selection is of ${CANDIDATES_MAX} applications at the most`);
  if (places === 0)
    throw invalid('places', 'places', 'must be given, at most 500: the programme has no quota of teams');
  if (quota.teamsMax > 0 && places > quota.teamsMax) throw quotaExceeded(places, quota.teamsMax);
  if (electorate.length === 0) throw rule('no_electorate', 'no centre is open yet, so nobody could vote on it');
  if (quorum > electorate.length)
    throw invalid('quorum', 'quorum', `must be at most ${electorate.length}, the number of open centres`);
  for (const [index, { id, centreIds, sectors, min, max }] of constraints.entries()) {
    const path = `constraints[${index}]`;
    if (constraints.findIndex((other) => other.id === id) !== index)
      throw invalid(`${path}.id`, 'constraint_twice', `must differ from the others; ${id} is there twice`);
    if (centreIds.length > 0 === sectors.length > 0)
      throw invalid(path, 'constraint_scope', 'must have centre_ids or sectors, one of the two');
    if (max !== undefined && min > max)
      throw invalid(`${path}.min`, 'constraint_range', `must not be above max, ${max}`);
  }
}

/** The same terms, the same table: asked twice. Votes and the number of the proposal are no part of it. */
const sameProposal = (before: Selection, after: Selection): boolean => essence(before) === essence(after);

function essence({ proposal: _, votes: __, proposedAt: ___, entries, ...rest }: Selection): string {
  const standing = entries.filter((entry) => entry.standing !== 'WITHDRAWN');
  const rows = standing.map(({ applicationId, score, standing: of, reason }) => [applicationId, score, of, reason]);
  // What is undefined here is missing where it was stored.
  const fields = Object.entries(rest).filter(([, value]) => value !== undefined);
  return JSON.stringify([fields.sort(([a], [b]) => (a < b ? -1 : 1)), rows]);
}
