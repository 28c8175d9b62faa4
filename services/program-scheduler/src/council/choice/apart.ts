/** Runs choices under constraints in a thread of their own, so that the process goes on answering calls. */
import { answerOf, askThread } from '@naru/solving/thread';
import { type Choice, type Choose, choose, type Question } from './choose.ts';
import { refuse } from './texts.ts';

/** Shorter than the deadline of callers, so that they receive the refusal with its reason. */
const SECONDS_MAX = 8;

/**
 * Runs `work`, and runs it again after each question that had no answer yet. So `work` must ask the same questions each
 * time, and must have no effect before its last question is answered.
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

/** Without constraints there is nothing to solve, and starting a thread would take longer than the work. */
function answerTo(question: Question, answers: ReadonlyMap<string, Choice>): Choice {
  if (question.constraints.length === 0) return choose(question, unasked);
  const known = answers.get(keyOf(question));
  if (!known) throw new Unanswered(question);
  return known;
}

const unasked = (): never => {
  throw new Error('there are no constraints to solve');
};

/** @throws Rejection where the choice takes longer than `secondsMax`, or the call has ended */
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
