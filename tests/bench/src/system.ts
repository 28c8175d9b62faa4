/** The whole system as `npm start` runs it: time until ready, memory, and time to recover. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type System, signToken, startSystem, temporaryDataDir } from '@naru/local';
import { loadNetwork, readNetworkFile } from '@naru/local/load';
import { inMb, type Row, type Section } from './report.ts';

const DEMO = path.resolve(import.meta.dirname, '../../../deploy/demo/network.json');
const REST_S = 30;
const SERVERS = new Set(['database', 'nats']);

export async function measureSystem(): Promise<Section> {
  const dataDir = temporaryDataDir();
  const begun = performance.now();
  const system = await startSystem({ dataDir, port: 0 });
  try {
    const up = performance.now() - begun;
    await loadDemo(system);
    const loaded = performance.now() - begun;
    const rows: Row[] = [
      {
        what: 'start to ready, then with the demo network',
        measured: `${(up / 1_000).toFixed(1)} s, ${(loaded / 1_000).toFixed(1)} s`,
        against: 'installed, empty data folder',
        target: '≤ 20 s',
        met: loaded <= 20_000,
      },
      ...(await weights(system)),
      ...(await recoveries(system)),
    ];
    return {
      title: 'The whole system',
      how: 'Real processes as `npm start` runs them, on the embedded servers. Recovery is the time from `kill -9` until the service says it is ready again.',
      rows,
    };
  } finally {
    await system.stop();
  }
}

async function loadDemo({ gatewayUrl, issuerKey }: System): Promise<void> {
  if (!issuerKey) throw new Error('the benchmark runs with the embedded issuer');
  const token = await signToken({ subject: 'bench', grants: [{ role: 'network_admin' }], ttlS: 3600, key: issuerKey });
  await loadNetwork(await readNetworkFile(DEMO), { url: gatewayUrl, token, progress: () => {} });
}

async function weights({ children }: System): Promise<Row[]> {
  const sizes = await Promise.all(
    Object.entries(children)
      .filter(([name]) => !SERVERS.has(name))
      .map(async ([name, { pid }]) => ({ name, bytes: await restingBytes(pid) })),
  );
  const heaviest = sizes.sort((a, b) => b.bytes - a.bytes)[0];
  const limit = 160 * 1024 * 1024;
  return [
    {
      what: `a service at rest (${REST_S} s without calls), the heaviest`,
      measured: `${inMb(heaviest?.bytes ?? 0)} (${heaviest?.name})`,
      against: sizes.map(({ name, bytes }) => `${name} ${inMb(bytes)}`).join(', '),
      target: '≤ 160 MB',
      met: (heaviest?.bytes ?? 0) <= limit,
    },
  ];
}

/** The least memory of a process in half a minute without calls, so that garbage of the load before does not count. */
async function restingBytes(pid: number | undefined): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let second = 0; second < REST_S; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    least = Math.min(least, await residentBytes(pid));
  }
  return least;
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

async function recoveries({ children }: System): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, child] of Object.entries(children)) {
    const begun = performance.now();
    const back = child.restarted();
    child.kill('SIGKILL');
    await back;
    const ms = performance.now() - begun;
    rows.push({
      what: `recovery of ${name} after kill -9`,
      measured: `${(ms / 1_000).toFixed(1)} s`,
      against: '',
      target: '≤ 5 s',
      met: ms <= 5_000,
    });
  }
  return rows;
}
