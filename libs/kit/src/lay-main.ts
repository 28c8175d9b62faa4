/** The deploy step of the bus as a program, for a bus that is a server of its own. It ends when all stands there. */
import { readFileSync } from 'node:fs';
import { layBus, readHearings } from '@naru/bus/lay';
import { type Accounts, deployUserOf } from '@naru/bus/names';
import { contexts } from '@naru/contracts';
import { layConfig, readConfig } from './config.ts';

const { NATS_URL, NATS_ACCOUNTS, NATS_DEPLOY_PASSWORD, ...config } = readConfig(layConfig, process.env);
const { EVENTS_KEPT_MS: keptMs, DUPLICATES_KNOWN_MS: duplicatesMs, ACK_WAIT_MS: ackWaitMs } = config;
const hearings = readHearings(readFileSync(config.CONSUMERS_FILE, 'utf8'));

/** The address with the user of this step in the account of a context. */
function urlOf(context: string, accounts: Accounts = NATS_ACCOUNTS): string {
  if (accounts === 'one' || !NATS_DEPLOY_PASSWORD) return NATS_URL;
  const [first = '', ...others] = NATS_URL.split(',');
  const url = new URL(first);
  url.username = deployUserOf(context);
  url.password = NATS_DEPLOY_PASSWORD;
  return [String(url), ...others].join();
}

await layBus(
  { contexts, hearings },
  {
    urlOf,
    prefix: config.SUBJECT_PREFIX,
    caFile: config.TLS_CA_FILE,
    replicas: config.NATS_REPLICAS,
    windows: { keptMs, duplicatesMs, ackWaitMs },
  },
);
process.stdout.write(
  `${contexts.length} streams and the durables of ${hearings.length} subscriptions are on the bus\n`,
);
