/** Proposes the best teams in rank order to the council, under the quota and the constraints. */
import { type Fault, requireNone } from '@naru/words/rejection';
import type { Choose } from '../../choice/choose.ts';
import { type Exposure, inOrder } from '../../choice/exposure.ts';
import { constraintNames } from '../explain-texts.ts';
import { placed } from '../outcome.ts';
import type { Candidate, Selection, SelectionEvent, Terms } from '../selection.ts';
import { fault, refuse } from '../texts.ts';
import { requireQuota } from './refusals.ts';

export interface Proposal {
  id: string;
  roundId: string;
  programmeId: string;
  eventId: string;
  terms: Terms;
  candidates: readonly Candidate[];
  exposure: Exposure;
  /** True where the caller gave the etag of an earlier proposal, and so wants to replace it. */
  replaces: boolean;
  at: Date;
  choose: Choose;
}

/** Limit of what an event can carry, and of what a council can examine. */
const CANDIDATES_MAX = 2_000;
/** Rows of the table in one event. */
const ROWS_AT_ONCE = 400;

/** A new proposal replaces the earlier one and deletes its votes. After the decision there is no new proposal. */
export function proposeSelection(existing: Selection | null, proposal: Proposal): SelectionEvent[] {
  if (existing?.state === 'DECIDED') throw refuse('decided');
  const selection = selectionFrom(proposal, (existing?.proposal ?? 0) + 1);
  if (existing && sameProposal(existing, selection)) return [];
  if (existing && !proposal.replaces) throw refuse('exists');
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
    throw refuse('constraints_clash', {
      constraints: constraintNames(terms.constraints, clash),
      places: terms.places,
      applications: rows.filter(({ score }) => score !== undefined).length,
    });
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

function requireTerms(terms: Terms, applications: number): void {
  if (applications === 0) throw refuse('no_applications');
  if (applications > CANDIDATES_MAX)
    throw refuse('applications_max', { applicationsMax: CANDIDATES_MAX, applications });
  const { places, quota, quorum, electorate, constraints } = terms;
  if (electorate.length === 0) throw refuse('no_electorate');
  requireNone([
    ...(places === 0 ? [fault('places', 'places')] : []),
    ...(quorum > electorate.length ? [fault('quorum', 'quorum', { centres: electorate.length })] : []),
    ...constraints.flatMap((constraint, index) => {
      const isSecond = constraints.findIndex(({ id }) => id === constraint.id) !== index;
      return constraintFaults(`constraints[${index}]`, constraint, isSecond);
    }),
  ]);
  requireQuota(places, quota, 'PROPOSAL');
}

function constraintFaults(
  path: string,
  { id, centreIds, sectors, min, max }: Terms['constraints'][number],
  isSecond: boolean,
): Fault[] {
  const bothOrNone = centreIds.length > 0 === sectors.length > 0;
  return [
    ...(isSecond ? [fault(`${path}.id`, 'constraint_twice', { id })] : []),
    ...(bothOrNone ? [fault(path, 'constraint_scope')] : []),
    ...(max !== undefined && min > max ? [fault(`${path}.min`, 'constraint_range', { max })] : []),
  ];
}

/** A repeated request has the same terms and the same table. Votes and the number of the proposal are not compared. */
const sameProposal = (before: Selection, after: Selection): boolean => essence(before) === essence(after);

function essence({ proposal: _, votes: __, proposedAt: ___, entries, ...rest }: Selection): string {
  const standing = entries.filter((entry) => entry.standing !== 'WITHDRAWN');
  const rows = standing.map(({ applicationId, score, standing: of, reason }) => [applicationId, score, of, reason]);
  // The database does not store a field that is undefined.
  const fields = Object.entries(rest).filter(([, value]) => value !== undefined);
  return JSON.stringify([fields.sort(([a], [b]) => (a < b ? -1 : 1)), rows]);
}
