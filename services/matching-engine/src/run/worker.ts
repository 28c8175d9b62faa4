/** The worker that scores every venture against every investor, so that the service goes on answering calls. */
import { type Asker, answerInThread } from '@naru/solving/thread';
import { matchIndex } from '../score/index.ts';
import type { Batch, Job } from './job.ts';

await answerInThread<Job, Batch, void>(score);

function score({ ventures, investors, declined, count, batch }: Job, { tell }: Asker<Batch>): void {
  const index = matchIndex();
  index.ventureDocs.apply(ventures);
  index.investorDocs.apply(investors);
  const refused = new Map(Object.entries(declined).map(([ventureId, ids]) => [ventureId, new Set(ids)]));
  let rows: Batch = [];
  for (const venture of index.allVentures()) {
    const without = (id: string) => refused.get(venture.id)?.has(id) ?? false;
    const { best } = index.forVenture(venture, { count, minScore: 1, without });
    rows.push({ ventureId: venture.id, candidates: best.map(({ party, score }) => ({ investorId: party.id, score })) });
    if (rows.length < batch) continue;
    tell(rows);
    rows = [];
  }
  tell(rows);
}
