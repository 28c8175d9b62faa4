/** Choices under constraints are made in a thread of their own, so that the process goes on answering. */
import { answerOf, askThread } from '@naru/solving/thread';
import { type Choice, type Choose, choose, type Question } from './choose.ts';
import { refuse } from './texts.ts';

/** Less than callers wait for, so that they hear why. */
const SECONDS_MAX = 8;

/**
 * Does the work as often as it has a question that is not answered yet: it asks again for the same, and has to be without
 * effect until then.
 */
export async function withChoices<T>(work: (choose: Choose) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const answers = new Map<string, Choice>();
  for (;;) {
    try {
      return await work((question) => answerTo(question, answers));
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      answers.set(keyOf(error.question), await chooseInThread(error.question, { signal }));
    }
  }
}

class Unanswered extends Error {
  readonly question: Question;
  constructor(question: Question) {
    super('a choice has not been made yet');
    this.question = question;
  }
}

const keyOf = (question: Question): string => JSON.stringify(question);

/** Without constraints there is nothing to solve, and a thread would take longer than the work. */
function answerTo(question: Question, answers: ReadonlyMap<string, Choice>): Choice {
  if (question.constraints.length === 0) return choose(question, unasked);
  const known = answers.get(keyOf(question));
  if (!known) throw new Unanswered(question);
  return known;
}

const unasked = (): never => {
  throw new Error('there are no constraints to solve');
};

/** @throws Rejection where it takes too long, or the call is over */
export async function chooseInThread(
  question: Question,
  { signal, secondsMax = SECONDS_MAX }: { signal?: AbortSignal | undefined; secondsMax?: number } = {},
): Promise<Choice> {
  const file = new URL('./thread.ts', import.meta.url);
  const late = AbortSignal.timeout(1_000 * secondsMax);
  const ends = AbortSignal.any([late, ...(signal ? [signal] : [])]);
  try {
    return await answerOf(askThread<Question, never, Choice>({ file, question, signal: ends }));
  } catch (error) {
    if (signal?.aborted) throw refuse('timeout');
    throw late.aborted ? refuse('constraints_entangled') : error;
  }
}
