/** The wiring of the read copies that several parts of this service use. */
import { nameCopies } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';
import type { Wing } from '../standards/wing.ts';
import { ventureCopies } from './venture/store.ts';

export function copies(host: Host) {
  const ventures = ventureCopies(host);
  const others = nameCopies(host, ['investor', 'centre', 'organisation']);
  return {
    subscriptions: [{ name: 'copies', handlers: [...ventures.handlers(), ...others.handlers()] }],
    names: { venture: ventures.names, ...others.names },
    lookups: { venture: ventures.ids('copies'), ...others.lookups('copies') },
    start: ventures.ensureIndexes,
    ventures,
  } satisfies Wing & { ventures: unknown };
}
