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

const LOOK_EVERY_MS = 10_000;

interface Room {
  bus: Pick<Bus, 'connected'>;
  relay: Pick<Relay, 'refusal' | 'oldest'>;
  /** Events that wait longer are old. */
  oldMs: number;
  /** Called at each look. */
  look: () => Promise<unknown>;
  telemetry: Pick<Telemetry, 'observe'>;
  ambient: Pick<Ambient, 'now' | 'pause'>;
}

export interface Condition {
  warnings(): Warnings;
  stop(): Promise<void>;
}

export function startCondition({ bus, relay, oldMs, look, telemetry, ambient }: Room): Condition {
  let waitingMs = 0;
  let before = 0;
  const refusal = () => (bus.connected() ? relay.refusal() : 'not connected');
  telemetry.observe('naru.outbox.oldest', () => [{ value: waitingMs / 1_000 }]);
  telemetry.observe('naru.bus.refusing', () => [{ value: refusal() === null ? 0 : 1 }]);
  const warnings = (): Warnings => {
    const reason = refusal();
    return {
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
