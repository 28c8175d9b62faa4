/** After any sequence of commands, the totals equal those of a naive oracle with its own records. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { Rejection } from '@naru/kit/rejection';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import fc from 'fast-check';
import { investorDirectory } from '../service.ts';

const VENTURES = ['ven_a', 'ven_b', 'ven_c'];
const STAGES = ['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED'];
const CONFIRMED_ON = { year: 2015, month: 5, day: 11 };
const RUNS = 15;

let stack: Stack;
let admin: TypedClient<typeof InvestorServiceDefinition> & { close(): void };
let runs = 0;

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  admin = createClient(InvestorServiceDefinition, stack.addresses.investor ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
  const registry = await publisher(stack, 'registry');
  for (const ventureId of VENTURES) {
    const message = VenturePublished.fromPartial({ ventureId, centreId: 'KR-27', profile: {} });
    await registry.say({ codec: VenturePublished, message, aggregate: ventureId, version: 4 });
  }
  await drained(stack, 'registry');
  await registry.stop();
});

afterAll(async () => {
  admin?.close();
  await stack?.stop();
});

interface Command {
  venture: number;
  verb: 'negotiate' | 'confirm' | 'drop';
  amountKrw: number;
}

interface Book {
  stage: string;
  amountKrw: number;
}

/** The same rules, written as simply as possible. */
function keep({ stage, amountKrw: before }: Book, { verb, amountKrw }: Command): Book {
  const open = stage === 'INTEREST' || stage === 'NEGOTIATING';
  if (verb === 'negotiate' && open) return { stage: 'NEGOTIATING', amountKrw };
  if (verb === 'confirm' && stage === 'NEGOTIATING') return { stage: 'CONFIRMED', amountKrw };
  if (verb === 'drop' && open) return { stage: 'DROPPED', amountKrw: before };
  return { stage, amountKrw: before };
}

async function ask(id: string, { verb, amountKrw }: Command): Promise<void> {
  const calls = {
    negotiate: () => admin.startNegotiation({ id, amountKrw }),
    confirm: () => admin.confirmDeal({ id, amountKrw, confirmedOn: CONFIRMED_ON }),
    drop: () => admin.dropDeal({ id, reason: 'terms' }),
  };
  await calls[verb]().catch((error: unknown) => {
    if (!(error instanceof Rejection) || error.kind !== 'rule') throw error;
  });
}

const sumOf = (books: readonly Book[], ...stages: string[]) => {
  const counted = books.filter(({ stage }) => stages.includes(stage));
  return { count: counted.length, amountKrw: counted.reduce((sum, { amountKrw }) => sum + amountKrw, 0) };
};

const commands = fc.array(
  fc.record<Command>({
    venture: fc.nat(VENTURES.length - 1),
    verb: fc.constantFrom('negotiate', 'confirm', 'drop'),
    amountKrw: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1_000_000_000_000 })),
  }),
  { maxLength: 18 },
);

async function plays(asked: readonly Command[]): Promise<void> {
  runs += 1;
  const originId = `evt_${runs}`;
  const { id: investorId } = await admin.registerInvestor({ name: { en: originId }, type: 'VC', country: 'US' });
  const books = VENTURES.map((): Book => ({ stage: 'INTEREST', amountKrw: 0 }));
  const ids: string[] = [];
  for (const ventureId of VENTURES)
    ids.push((await admin.openDeal({ ventureId, investorId, origin: { id: originId } })).id);
  for (const command of asked) {
    const before = books[command.venture] as Book;
    const id = ids[command.venture] ?? '';
    await ask(id, command);
    const { stage, amountKrw } = await admin.getDeal({ id });
    books[command.venture] = keep(before, command);
    expect({ stage, amountKrw }).toEqual(books[command.venture]);
    expect(STAGES.indexOf(stage)).toBeGreaterThanOrEqual(STAGES.indexOf(before.stage));
  }
  const totals = await admin.getDealTotals({ originId });
  const confirmed = sumOf(books, 'CONFIRMED');
  expect(totals).toMatchObject({
    confirmed,
    negotiating: sumOf(books, 'NEGOTIATING'),
    pipeline: sumOf(books, 'CONFIRMED', 'NEGOTIATING'),
    averageConfirmedKrw: confirmed.count && Math.round(confirmed.amountKrw / confirmed.count),
  });
}

test('totals and stages equal those of the oracle', async () => {
  await fc.assert(fc.asyncProperty(commands, plays), { numRuns: RUNS });
});
