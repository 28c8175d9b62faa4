/** The list of signed heads, with the keys that check them. */
import type { JournalKey } from '@naru/contracts/ledger/v1/journal';
import type { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import { pemOf } from '@naru/journal/keys';
import type { Handlers } from '@naru/kit/serve';
import type { JournalKeys } from './keys.ts';
import { toProto } from './message.ts';
import type { JournalHeadStore } from './store.ts';

type JournalHeadRpcs = Pick<Handlers<typeof LedgerServiceDefinition>, 'listJournalHeads'>;

export const journalHeadRpcs = (
  heads: JournalHeadStore,
  keys: () => JournalKeys,
  requireChain: (chain: string) => void,
): JournalHeadRpcs => ({
  listJournalHeads: async (request, { reach }) => {
    if (request.chain) requireChain(request.chain);
    const { found, ...page } = await heads.list(request, reach);
    return { heads: found.map(({ state }) => toProto(state)), keys: keysOf(keys()), ...page };
  },
});

/** Older keys stay listed, since heads that they signed must stay checkable. */
const keysOf = ({ signing, ring }: JournalKeys): JournalKey[] =>
  [...ring.values()].map((key) => ({ id: key.id, publicKey: pemOf(key), current: key.id === signing.id }));
