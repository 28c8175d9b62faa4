/**
 * What is wrong with a service although it can work: the bus refuses its events, or some wait for long. Commands are
 * taken all the same, so it stays ready; it says so in /readyz, by metrics, and as an error in the log.
 */

import type { Warnings } from '@naru/telemetry/health';
import { log } from '@naru/telemetry/log';
import type { Telemetry } from '@naru/telemetry/start';
import type { Ambient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { startLoop } from './loop.ts';
import type { Relay } from './relay.ts';
import type { StreamWatch } from './stream-watch.ts';

const LOOK_EVERY_MS = 10_000;

interface Room {
  bus: Pick<Bus, 'connected'>;
  relay: Pick<Relay, 'refusal' | 'oldest'>;
  /** Events that wait longer are old. */
  oldMs: number;
  /** Called at each look. */
  look: () => Promise<unknown>;
  /** Why nothing is published although the bus is there. */
  watch: Pick<StreamWatch, 'setBack'>;
  telemetry: Pick<Telemetry, 'observe'>;
  ambient: Pick<Ambient, 'now' | 'pause'>;
}

export interface Condition {
  warnings(): Warnings;
  stop(): Promise<void>;
}

export function startCondition({ bus, relay, watch, oldMs, look, telemetry, ambient }: Room): Condition {
  let waitingMs = 0;
  let before = 0;
  const refusal = () => {
    if (!bus.connected()) return 'not connected';
    // Then it is not the bus that refuses.
    return watch.setBack() === null ? relay.refusal() : null;
  };
  telemetry.observe('naru.outbox.oldest', () => [{ value: waitingMs / 1_000 }]);
  telemetry.observe('naru.bus.refusing', () => [{ value: refusal() === null ? 0 : 1 }]);
  telemetry.observe('naru.stream.ahead', () => [{ value: watch.setBack() === null ? 0 : 1 }]);
  const warnings = (): Warnings => {
    const setBack = watch.setBack();
    const reason = refusal();
    return {
      ...(setBack !== null && { stream: `nothing is published: ${setBack}` }),
      ...(reason !== null && { bus: `the bus takes no events: ${reason}` }),
      ...(waitingMs > oldMs && { outbox: `an event waits for the bus for ${Math.round(waitingMs / 1_000)} s` }),
    };
  };
  const loop = startLoop({
    name: 'condition',
    ambient,
    round: async () => {
      const since = await relay.oldest();
      // The clock of another replica may have written its time, so only an event that is seen twice can be old.
      waitingMs = since?.getTime() === before ? Math.max(0, ambient.now().getTime() - before) : 0;
      before = since?.getTime() ?? 0;
      const wrong = warnings();
      if (Object.keys(wrong).length > 0) log.error(wrong, 'events do not reach the bus');
      await look();
      return Math.min(LOOK_EVERY_MS, oldMs);
    },
  });
  return { warnings, stop: loop.stop };
}
