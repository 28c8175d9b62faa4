/** The verbs of the contract: the first word of a method, its kind, and its meaning in every service. */
import type { ContractMethod, MethodKind } from '@naru/contracts';
import type { Finding } from './source.ts';

const READS = 'Get List Search Find Count Compare Check Explain Replay Why Read Watch Stream';
const CREATIONS = 'Create Register Open Plan Announce Report Record Request Apply Offer Ask Issue Assign';
const DEEDS =
  'Add Admit Allot Amend Cancel Cast Close Complete Confirm Correct Deactivate Decide Declare Decline Delete Disable Discard ' +
  'Drop Enable Erase End Express Fulfil Give Graduate Hand Hold Leave Lock Mark Propose Publish Raise Reactivate Recuse ' +
  'Redeliver Reinstate Release Remove Reopen Repair Resolve Resume Retire Retry Revise Revoke Rotate Set Share Start State Stop ' +
  'Submit Suspend Test Unassign Unlock Upload Verify Void Withdraw';
const LONG_WORK = 'Adopt Recover Republish Run Send Solve';

const WORDS: Readonly<Record<MethodKind, ReadonlySet<string>>> = {
  read: new Set(READS.split(' ')),
  create: new Set(CREATIONS.split(' ')),
  change: new Set(['Update']),
  verb: new Set(DEEDS.split(' ')),
  operation: new Set(LONG_WORK.split(' ')),
};

/** Verbs of two kinds of methods, with the reason. */
const OF_TWO_KINDS: Readonly<Record<string, string>> = {};

export const wordOf = (method: Pick<ContractMethod, 'name'>): string => method.name.match(/^[A-Z][a-z]+/)?.[0] ?? '';

export function verbFindings({ name, kind, desc }: Pick<ContractMethod, 'name' | 'kind' | 'desc'>): Finding[] {
  const word = wordOf({ name });
  if (WORDS[kind].has(word)) return [];
  const message = `${name}: ${word} is no verb of the kind ${kind}; take one of ${[...WORDS[kind]].join(', ')}, or add it with its meaning to docs/add-an-rpc.md and tests/architecture/verbs.ts`;
  return [{ file: `proto/${desc.parent.file.name}.proto`, line: 0, message }];
}

/** Every verb of the table, to find verbs that no method uses. */
export const verbs = (): { kind: MethodKind; word: string }[] =>
  (Object.entries(WORDS) as [MethodKind, ReadonlySet<string>][]).flatMap(([kind, words]) =>
    [...words].map((word) => ({ kind, word })),
  );

/** A verb has one kind, so that it tells a reader what a call does. */
export function doubleMeanings(table = verbs(), allowed = OF_TWO_KINDS): string[] {
  const kinds = Map.groupBy(table, ({ word }) => word);
  const doubled = [...kinds].filter(([word, found]) => found.length > 1 && !(word in allowed));
  return doubled.map(
    ([word, found]) =>
      `${word} is a verb of the kinds ${found.map(({ kind }) => kind).join(' and ')}: take another word for one of them`,
  );
}
