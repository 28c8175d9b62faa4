/** The deploy step of the bus as a program, for a bus that is a server of its own. It ends when all stands there. */
import './node-version.ts';
import { readFileSync } from 'node:fs';
import { layBus, readHearings } from '@naru/bus/lay';
import { deployUrls } from '@naru/bus/names';
import { contexts } from '@naru/contracts';
import { layConfig, readConfig } from './config.ts';

const { NATS_URL, NATS_ACCOUNTS, NATS_DEPLOY_PASSWORD, ...config } = readConfig(layConfig, process.env);
const { EVENTS_KEPT_MS: keptMs, DUPLICATES_KNOWN_MS: duplicatesMs, ACK_WAIT_MS: ackWaitMs } = config;
const hearings = readHearings(readFileSync(config.CONSUMERS_FILE, 'utf8'));

await layBus(
  { contexts, hearings },
  {
    urlOf: deployUrls({ url: NATS_URL, accounts: NATS_ACCOUNTS, password: NATS_DEPLOY_PASSWORD }),
    prefix: config.SUBJECT_PREFIX,
    caFile: config.TLS_CA_FILE,
    replicas: config.NATS_REPLICAS,
    windows: { keptMs, duplicatesMs, ackWaitMs },
  },
);
process.stdout.write(
  `${contexts.length} streams and the durables of ${hearings.length} subscriptions are on the bus\n`,
);
