/** What other services own, for a service that runs without them: told as those services tell of it. */
import { ProfileRegistered } from '@naru/contracts/investor/v1/events';
import { CentreOpened, OrganisationRegistered, VenturePublished } from '@naru/contracts/registry/v1/events';
import { drained } from './drained.ts';
import { type Publisher, publisher } from './publisher.ts';
import type { Stack } from './stack.ts';

/** Resolves once the copies have the centres, organisations, investors and published ventures of KR-27 with these ids. */
export async function knownBodies(stack: Stack, ids: readonly string[]): Promise<void> {
  const context = (id: string) => (id.startsWith('inv_') ? 'investor' : 'registry');
  for (const owner of new Set(ids.map(context))) {
    const teller = await publisher(stack, owner);
    for (const id of ids.filter((one) => context(one) === owner)) await tell(teller, id);
    await teller.stop();
    await drained(stack, owner);
  }
}

async function tell({ say }: Publisher, id: string): Promise<void> {
  const name = { ko: '', en: id };
  const at = { aggregate: id, version: 1 };
  if (id.startsWith('KR-'))
    await say({ ...at, codec: CentreOpened, message: CentreOpened.fromPartial({ centre: { id, name } }) });
  else if (id.startsWith('inv_'))
    await say({ ...at, codec: ProfileRegistered, message: ProfileRegistered.fromPartial({ investor: { id, name } }) });
  else if (id.startsWith('ven_')) {
    const shared = { ventureId: id, centreId: 'KR-27', state: 'PUBLISHED' as const, profile: { name } };
    await say({ ...at, codec: VenturePublished, message: VenturePublished.fromPartial(shared) });
  } else {
    const organisation = { id, name };
    await say({
      ...at,
      codec: OrganisationRegistered,
      message: OrganisationRegistered.fromPartial({ organisation }),
    });
  }
}
