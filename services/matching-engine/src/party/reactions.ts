/** What matching hears of ventures and investors. Copies keep the newest version seen, so order and repeats do not matter. */
import {
  MandateChanged,
  ProfileDormant,
  ProfileReactivated,
  ProfileRegistered,
  ProfileSnapshot,
  ProfileUpdated,
  ProfileVerified,
} from '@naru/contracts/investor/v1/events';
import type { Investor } from '@naru/contracts/investor/v1/investor';
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VenturePublished,
  VentureRegistered,
  VentureResumed,
  VentureSnapshot,
  VentureSuspended,
  VentureUpdated,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { PartyStore } from './store.ts';

type VentureNews = { ventureId: string; centreId: string; profile?: VentureProfile | undefined };

export function ventureHandlers({ ventures, changed }: Pick<PartyStore, 'ventures' | 'changed'>): Handler[] {
  async function shown({ ventureId, centreId, profile }: VentureNews, { version }: Received<unknown>): Promise<void> {
    // What was said before a venture was hidden comes again with its id alone.
    const named = centreId ? { centreId } : {};
    const news = profile
      ? { set: { ...named, profile, everShared: true }, unset: [] }
      : { set: named, unset: ['profile' as const] };
    const fresh = await ventures.merge(ventureId, version, news);
    // Newer news may have come first, without the centre.
    if (!fresh && centreId) {
      await ventures.collection.updateOne({ _id: ventureId, centreId: { $exists: false } }, { $set: { centreId } });
    }
    await changed.venture(ventureId);
  }

  async function hidden({ ventureId }: { ventureId: string }, { version }: Received<unknown>): Promise<void> {
    await ventures.merge(ventureId, version, { set: { everShared: true }, unset: ['profile'] });
    await changed.venture(ventureId);
  }

  return [
    ...[VentureRegistered, VentureVerified].map((codec) => on<VentureNews>(codec, shown)),
    ...[VentureUpdated, VentureConsented, VenturePublished, VentureResumed, VentureSnapshot].map((codec) =>
      on<VentureNews>(codec as typeof VenturePublished, shown),
    ),
    ...[VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) => on(codec, hidden)),
  ];
}

export function investorHandlers({ investors, changed }: Pick<PartyStore, 'investors' | 'changed'>): Handler[] {
  async function heard(
    { investor }: { investor: Investor | undefined },
    { version }: Received<unknown>,
  ): Promise<void> {
    if (!investor) return;
    const { id, name, type, country, state, mandate } = investor;
    await investors.put(id, version, {
      name: name ?? { ko: '', en: '' },
      type,
      country,
      mandate,
      active: state === 'ACTIVE',
    });
    await changed.investor(id);
  }
  return [
    ProfileRegistered,
    ProfileUpdated,
    ProfileVerified,
    MandateChanged,
    ProfileDormant,
    ProfileReactivated,
    ProfileSnapshot,
  ].map((codec) => on(codec, heard));
}
