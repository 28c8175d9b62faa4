/** The life of a stream: until its caller hangs up, its token expires, or the gateway stops. */
import { kit } from '@naru/kit/kit-texts';
import type { Exchange } from '../exchange.ts';
import { CallerGone } from '../problem.ts';

// setTimeout fires at once for any longer time. A stream ends after these 24 days, but no token lives that long.
const TIMEOUT_MS_MAX = 2 ** 31 - 1;

export interface Life {
  /** Aborts at the end, with the error that names the reason. */
  ended: AbortSignal;
  onEnd(stop: (reason: Error) => void): void;
  /** Clears the timer, after the stream has ended for another reason. */
  done(): void;
}

export function lifeOf({ caller, gone, closing }: Pick<Exchange, 'caller' | 'gone' | 'closing'>): Life {
  const controller = new AbortController();
  const end = (reason: unknown) => controller.abort(reason);
  const onGone = () => end(new CallerGone());
  const onClosing = () => end(closing.reason);
  const leftMs = caller.expiresAt.getTime() - Date.now();
  const timer = setTimeout(() => end(kit.refuse('token.expired')), Math.min(Math.max(leftMs, 0), TIMEOUT_MS_MAX));
  gone.addEventListener('abort', onGone);
  closing.addEventListener('abort', onClosing);
  if (closing.aborted) onClosing();
  return {
    ended: controller.signal,
    onEnd: (stop) => {
      const { signal } = controller;
      if (signal.aborted) stop(signal.reason as Error);
      signal.addEventListener('abort', () => stop(signal.reason as Error));
    },
    done: () => {
      clearTimeout(timer);
      gone.removeEventListener('abort', onGone);
      closing.removeEventListener('abort', onClosing);
    },
  };
}
