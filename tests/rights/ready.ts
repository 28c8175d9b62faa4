/** Prepares calls so that they reach the change: the state of their object, and the other ids in the request. */
import type { Ground } from './matrix.ts';
import type { Seed } from './seeds.ts';

interface Ready {
  state?: object;
  request?: object;
}

const [VENTURE, INVESTOR] = ['ven_01h455vb4pex5vsknk084sn02q', 'inv_01h455vb4pex5vsknk084sn02q'];

const READY: Readonly<Record<string, Ready>> = {
  AddMeeting: {
    state: { state: 'DRAFT', meetings: [] },
    request: { firstPartyId: VENTURE, secondPartyId: INVESTOR, session: 'ANY' },
  },
  AddVisitAgreement: { state: { state: 'COMPLETED' } },
  AdmitTeam: { state: { cohortId: 'coh_own' } },
  AmendTimetable: { state: { state: 'DRAFT' } },
  HandOffCase: { state: { state: 'OPEN' } },
  ReopenReview: { request: { id: 'rev_own' } },
  SolveTimetable: { state: { state: 'DRAFT' } },
  UnassignJudge: { request: { id: 'rev_own' } },
  UpdateJudging: { request: { updateMask: 'places', judging: { places: 3 } } },
};

/** Puts the object of a call into the right state, and returns the fields for its request. */
export async function madeReady(ground: Ground, name: string, seed: Seed | undefined): Promise<object> {
  const { state = {}, request = {} } = READY[name] ?? {};
  const stored = seed?.stored as { collection: string; doc: { state?: object } } | undefined;
  const doc = stored?.doc.state ? { ...stored.doc, state: { ...stored.doc.state, ...state } } : stored?.doc;
  if (seed && stored && doc) await ground.reset({ ...seed, stored: { ...stored, doc } });
  return request;
}
