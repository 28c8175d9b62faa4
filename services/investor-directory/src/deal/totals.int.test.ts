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
const STAGES = ['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED', 'VOIDED'];
const CONFIRMED_ON = { year: 2015, month: 5, day: 11 };
const RUNS = 8;

let stack: Stack;
let admin: TypedClient<typeof InvestorServiceDefinition> & { close(): void };
let runs = 0;
const reached = new Set<string>();

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

type Side = 'VENTURE' | 'INVESTOR';

interface Command {
  venture: number;
  verb: 'negotiate' | 'confirm' | 'correct' | 'void' | 'drop';
  side: Side;
  amountKrw: number;
}

interface Book {
  stage: string;
  amountKrw: number;
  /** The side that has confirmed alone, and its sum. */
  said?: { side: Side; amountKrw: number } | undefined;
}

/** The same rules, written as simply as possible. */
function keep(book: Book, { verb, amountKrw, side }: Command): Book {
  const { stage, said } = book;
  const open = stage === 'INTEREST' || stage === 'NEGOTIATING';
  if (verb === 'negotiate' && open)
    return stage === 'NEGOTIATING' && amountKrw === book.amountKrw ? book : { stage: 'NEGOTIATING', amountKrw };
  if (verb === 'confirm' && stage === 'NEGOTIATING') {
    if (!said || said.side === side) return { ...book, said: { side, amountKrw } };
    return said.amountKrw === amountKrw ? { stage: 'CONFIRMED', amountKrw } : book;
  }
  if (verb === 'correct' && stage === 'CONFIRMED') return { stage, amountKrw };
  if (verb === 'void') return { stage: 'VOIDED', amountKrw: 0 };
  if (verb === 'drop' && open) return { stage: 'DROPPED', amountKrw: book.amountKrw };
  return book;
}

async function ask(id: string, { verb, amountKrw, side }: Command): Promise<void> {
  const calls = {
    negotiate: () => admin.startNegotiation({ id, amountKrw }),
    confirm: () => admin.confirmDeal({ id, amountKrw, confirmedOn: CONFIRMED_ON, side, reason: 'by telephone' }),
    correct: () => admin.correctDeal({ id, amountKrw, reason: 'typed wrong' }),
    void: () => admin.voidDeal({ id, reason: 'mistaken' }),
    drop: () => admin.dropDeal({ id, reason: 'terms' }),
  };
  await calls[verb]().catch((error: unknown) => {
    if (!(error instanceof Rejection) || error.kind !== 'rule') throw error;
  });
}

const sumOf = (books: readonly Book[], ...stages: string[]) => {
  const counted = books.filter(({ stage }) => stages.includes(stage));
  const sum = counted.reduce((total, { amountKrw }) => total + BigInt(amountKrw), 0n);
  return { count: counted.length, amountKrw: String(sum) };
};

/** Half a won up. */
const averageOf = ({ count, amountKrw }: { count: number; amountKrw: string }): number => {
  if (count === 0) return 0;
  const rest = BigInt(amountKrw) % BigInt(count);
  return Number(BigInt(amountKrw) / BigInt(count)) + (2n * rest >= BigInt(count) ? 1 : 0);
};

const commands = fc.array(
  fc.record<Command>({
    venture: fc.nat(VENTURES.length - 1),
    verb: fc.constantFrom(
      'negotiate',
      'negotiate',
      'confirm',
      'confirm',
      'confirm',
      'confirm',
      'correct',
      'drop',
      'void',
    ),
    side: fc.constantFrom('VENTURE', 'INVESTOR'),
    amountKrw: fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 2 }), weight: 3 },
      { arbitrary: fc.integer({ min: 1, max: 1_000_000_000_000 }), weight: 1 },
      // Two of these add up to more than a number holds.
      { arbitrary: fc.integer({ min: 2 ** 53 - 9, max: 2 ** 53 - 1 }), weight: 1 },
    ),
  }),
  { maxLength: 16 },
);

const of = (venture: number, verb: Command['verb'], amountKrw = 5, side: Side = 'VENTURE') => ({
  ...{ venture, verb, amountKrw, side },
});
/** One deal is confirmed and corrected, one is dropped, one is confirmed by one side and voided. */
const EVERY_STAGE: Command[] = [
  ...[of(0, 'negotiate'), of(0, 'confirm'), of(0, 'confirm', 6, 'INVESTOR'), of(0, 'confirm', 5, 'INVESTOR')],
  ...[of(0, 'correct', 2 ** 53 - 1), of(1, 'drop'), of(2, 'negotiate'), of(2, 'confirm'), of(2, 'void')],
];

async function plays(asked: readonly Command[]): Promise<void> {
  runs += 1;
  const originId = `evt_${runs}`;
  const { id: investorId } = await admin.registerInvestor({ name: { en: originId }, type: 'VC', country: 'US' });
  const books = await Promise.all(
    VENTURES.map(async (ventureId, venture) => {
      const { id } = await admin.openDeal({ ventureId, investorId, origin: { id: originId } });
      let book: Book = { stage: 'INTEREST', amountKrw: 0 };
      for (const command of asked.filter((one) => one.venture === venture)) {
        await ask(id, command);
        reached.add(book.stage);
        book = keep(book, command);
      }
      const { stage, amountKrw } = await admin.getDeal({ id });
      expect({ stage, amountKrw }).toEqual({ stage: book.stage, amountKrw: book.amountKrw });
      reached.add(stage);
      return book;
    }),
  );
  const totals = await admin.getDealTotals({ originId });
  const confirmed = sumOf(books, 'CONFIRMED');
  expect(totals).toMatchObject({
    confirmed,
    negotiating: sumOf(books, 'NEGOTIATING'),
    pipeline: sumOf(books, 'CONFIRMED', 'NEGOTIATING'),
    averageConfirmedKrw: averageOf(confirmed),
  });
}

test('totals and stages equal those of the oracle', async () => {
  await fc.assert(fc.asyncProperty(commands, plays), { numRuns: RUNS, examples: [[EVERY_STAGE]] });
  // Otherwise the property would have said little.
  expect([...reached].sort()).toEqual([...STAGES].sort());
});
