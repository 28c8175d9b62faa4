/** Kills the processes of Naru, at failpoints or at random moments, and measures how soon they work again. */
import { existsSync, writeFileSync } from 'node:fs';
import { eventually } from '@naru/testing/eventually';
import { organisation } from './stories.ts';
import { CONTEXTS, type Naru, type ServiceName } from './system.ts';

/** At the n-th pass of a service through a failpoint from now. */
export interface Moment {
  service: ServiceName;
  point: string;
  times: number;
}

export interface Killer {
  /** Resolves once the killed process works again; so do the other kills. */
  kill(name: string): Promise<void>;
  killAt(moment: Moment): Promise<void>;
  /** Halts a service by SIGSTOP at a failpoint. Nobody wakes it but the test. */
  haltAt(moment: Moment): Promise<void>;
  /** Kills a server while a service is halted at a failpoint, so that the service meets the failure there. */
  killServerAt(server: 'nats' | 'database', moment: Moment): Promise<void>;
  /** The time from each death until the process worked again, longest first. */
  recoveries(): { what: string; ms: number }[];
}

const PATIENCE = { withinMs: 60_000, everyMs: 50 };

export function openKiller({ client, child, crashFile, database }: Naru): Killer {
  const recoveries: { what: string; ms: number }[] = [];

  async function reached({ service, point, times }: Moment, signal: NodeJS.Signals): Promise<void> {
    writeFileSync(crashFile(service), `${point}:${times}:${signal}`);
    child(service).kill('SIGUSR2');
    await eventually(() => !existsSync(crashFile(service)), PATIENCE);
  }

  const haltAt = (moment: Moment) => reached(moment, 'SIGSTOP');

  /** A process works if it is ready, answers, and a new command reaches the journal. */
  async function recovered(name: string, { what, back }: { what: string; back: Promise<void> }): Promise<void> {
    const since = performance.now();
    await back;
    await eventually(() => client.reaches(CONTEXTS[name as ServiceName] ?? 'registry'), PATIENCE);
    const marker = await organisation(client, `marker-${name}-${Math.round(since)}`);
    const journal = database('ledger').collection('journal');
    await eventually(() => journal.findOne({ aggregateId: marker.id }), PATIENCE);
    recoveries.push({ what, ms: Math.round(performance.now() - since) });
  }

  return {
    kill: async (name) => {
      const back = child(name).restarted();
      child(name).kill('SIGKILL');
      await recovered(name, { what: name, back });
    },
    killAt: async (moment) => {
      const back = child(moment.service).restarted();
      await reached(moment, 'SIGKILL');
      await recovered(moment.service, { what: `${moment.service} at ${moment.point}`, back });
    },
    haltAt,
    killServerAt: async (server, moment) => {
      await haltAt(moment);
      const back = child(server).restarted();
      child(server).kill('SIGKILL');
      child(moment.service).kill('SIGCONT');
      await recovered(server, { what: `${server} at ${moment.point} of ${moment.service}`, back });
    },
    recoveries: () => recoveries.toSorted((a, b) => b.ms - a.ms),
  };
}
