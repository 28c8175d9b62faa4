/** Shared parts of the selection journeys: judges who score, centres that vote, and a secretariat that decides. */
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import type { Caller, Network } from './network.ts';

export interface Entry {
  applicationId: string;
  ventureId: string;
  name?: { ko: string; en: string };
  centreName?: { ko: string; en: string };
  score?: number;
  rank: number;
  standing: string;
  waitlistPosition: number;
  reason: string;
}

export interface Selection {
  id: string;
  state: string;
  proposal: number;
  places: number;
  quorum: number;
  electorate: string[];
  entries: Entry[];
  selected: number;
  waitlisted: number;
  warnings: { code: string; text: { ko: string; en: string } }[];
  etag: string;
}

export interface Application {
  id: string;
  ventureId: string;
  ventureName?: { ko: string; en: string };
  putForwardByName?: { ko: string; en: string };
  state: string;
  waitlistPosition: number;
}

export interface Problem {
  code: string;
  detail: string;
}

export const COUNCIL = {
  heldOn: { year: 2015, month: 6, day: 20 },
  minutesRef: '협의회 회의록 2015-06',
  reason: '심사 순위에 따라 선정함',
};

export const venturesIn = ({ entries }: Selection, standing: string): string[] =>
  entries.filter((entry) => entry.standing === standing).map(({ ventureId }) => ventureId);

export function councilOf(network: Network, admin: Caller) {
  const applications = async (roundId: string): Promise<Application[]> =>
    (await admin.ask<{ applications: Application[] }>('GET', `/v1/applications?roundId=${roundId}&pageSize=200`))
      .applications;
  const selection = (roundId: string) => admin.ask<Selection>('GET', `/v1/selections/${roundId}`);

  /** Two judges give each application of a closed round its score, and the judging is closed. */
  async function judge(roundId: string, pointsOf: (ventureId: string) => number): Promise<void> {
    const scale = { scaleMin: 0, scaleMax: 200 };
    const rubric = await admin.ask<{ id: string }>('POST', '/v1/rubrics', {
      name: { ko: '공동관 심사', en: 'Joint stand' },
      criteria: [{ id: 'readiness', name: { ko: '해외 준비도', en: 'readiness for abroad' }, weight: 100, ...scale }],
    });
    const plan = { roundId, mode: 'SCORES', rubricId: rubric.id, panel: { panelSize: 2 }, places: 5 };
    await admin.ask('POST', '/v1/judgings', plan);
    await admin.ask('POST', `/v1/judgings/${roundId}:start`);
    for (const subject of [`judge-a-${roundId}`, `judge-b-${roundId}`]) {
      const { id: judgeId } = await admin.ask<{ id: string }>('POST', '/v1/judges', { subject, profile: {} });
      const token = await network.stack.tokenOf(subject, { role: 'judge' });
      for (const { id: applicationId, ventureId } of await applications(roundId)) {
        const review = await admin.ask<{ id: string }>('POST', '/v1/reviews', { applicationId, judgeId });
        const score = 2 * pointsOf(ventureId);
        await submit(network.url, { token, id: review.id, scores: [{ criterionId: 'readiness', score }] });
      }
    }
    await admin.ask('POST', `/v1/judgings/${roundId}:close`);
    await eventually(async () => (await admin.ask<{ settled: boolean }>('GET', `/v1/judgings/${roundId}`)).settled);
  }

  /** The officers of that many open centres vote for the proposal. */
  async function vote(roundId: string, centres?: number): Promise<void> {
    const { proposal, electorate, quorum } = await selection(roundId);
    for (const centreId of electorate.slice(0, centres ?? quorum)) {
      const officer = await network.as({ role: 'centre_officer', centre: centreId });
      await officer.ask('POST', `/v1/selections/${roundId}:vote`, { centreId, choice: 'FOR', proposal });
    }
  }

  /** Closes the round, proposes by given scores, lets the council vote, and decides as proposed. */
  async function decide(
    roundId: string,
    { scores, ...terms }: { scores: (ventureId: string) => number; places?: number; council?: object },
  ): Promise<Selection> {
    await admin.ask('POST', `/v1/rounds/${roundId}:close`);
    const standing = (await applications(roundId)).filter(({ state }) => state === 'ELIGIBLE');
    const { council = COUNCIL, ...rest } = terms;
    await admin.ask('POST', '/v1/selections', {
      roundId,
      scores: standing.map(({ id, ventureId }) => ({ applicationId: id, score: scores(ventureId) })),
      ...rest,
    });
    await vote(roundId);
    const { etag } = await selection(roundId);
    return admin.ask<Selection>('POST', `/v1/selections/${roundId}:decide`, { etag, council });
  }

  return {
    applications,
    selection,
    judge,
    vote,
    decide,
    /** Waits until program-scheduler knows every open centre, because they vote. */
    ready: () => drained(network.stack, 'registry'),
    stateOf: async (roundId: string, ventureId: string): Promise<string> => {
      const found = (await applications(roundId)).find((one) => one.ventureId === ventureId);
      return found ? `${found.state}${found.waitlistPosition || ''}` : '';
    },
  };
}

async function submit(url: string, { token, id, scores }: { token: string; id: string; scores: object[] }) {
  const response = await fetch(`${url}/v1/reviews/${id}:submit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ scores }),
  });
  if (!response.ok) throw new Error(`a review was refused: ${await response.text()}`);
}
