/** `npm run -s fuzz`: calls every operation of the API with generated requests, as each role, and prints what answers 5xx. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  dataDirOf,
  type Grant,
  installPython,
  listenForStop,
  misused,
  ROLES,
  type Role,
  readFlags,
  readWhole,
  runProgram,
  type System,
  signToken,
  startSystem,
  sweepTemporaryDataDirs,
  Trouble,
  temporaryDataDir,
} from '@naru/local';
import { loadNetwork, readNetworkFile } from '@naru/local/load';
import { root } from '../architecture/source.ts';
import { type Report, summaryOf } from './report.ts';

const DEMO = path.join(root, 'deploy/demo/network.json');
const SEED_MAX = 2 ** 32 - 1;
// One caller makes all requests: the limit for each caller would answer most of them.
const UNLIMITED = { RATE_PER_MINUTE: '100000000', PAGE_RATE_PER_MINUTE: '100000000' };
// A stream ends when its caller does.
const STREAMS = ':(?:stream|watch)$';
const TOKEN_S = 24 * 3_600;

const say = (line: string) => process.stderr.write(`${line}\n`);

interface Selection {
  roles: readonly Role[];
  cases: number;
  seed: number;
}

export function readSelection(args: string[]): Selection {
  const { values } = readFlags(args, {
    role: { type: 'string', multiple: true },
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  });
  const isRole = (name: string): name is Role => ROLES.some((role) => role === name);
  const unknown = values.role?.find((name) => !isRole(name));
  if (unknown !== undefined) throw misused(`--role takes one of ${ROLES.join(', ')}, not "${unknown}"`);
  return {
    roles: values.role?.filter(isRole) ?? ROLES,
    cases: readWhole('--cases', values.cases, { min: 1, max: 10_000_000 }),
    seed: readWhole('--seed', values.seed, { min: 0, max: SEED_MAX }),
  };
}

export async function run(args: string[]): Promise<number> {
  const selection = readSelection(args);
  const interruption = listenForStop();
  await sweepTemporaryDataDirs();
  const dataDir = temporaryDataDir();
  const bin = await installPython({
    pythonDir: path.join(dataDirOf(process.env), 'schemathesis'),
    requirements: path.join(root, 'tests/fuzz/requirements.txt'),
    what: 'schemathesis to call the API with (about 40 MB, once)',
    ...{ say, interruption },
  });
  const changed = (_: string, env: NodeJS.ProcessEnv) => ({ ...env, ...UNLIMITED });
  const system = await startSystem({ dataDir, port: 0, say, interruption, changed });
  let failed = 0;
  try {
    const ids = await loadDemo(system);
    for (const role of selection.roles) {
      if (interruption.aborted) break;
      const token = await tokenOf(system, grantOf(role, ids));
      const reports = { schemathesis: path.join(bin, 'schemathesis'), dataDir, interruption };
      const report = await callAll({ url: system.gatewayUrl, token, selection }, reports);
      const { line, faults } = summaryOf(role, report);
      process.stdout.write(`${line}\n`);
      failed += faults;
    }
  } finally {
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  if (interruption.aborted) throw new Trouble('stopped before every role had its turn', 130);
  return failed === 0 ? 0 : 1;
}

async function loadDemo(system: System): Promise<ReadonlyMap<string, string>> {
  const token = await tokenOf(system, { role: 'network_admin' });
  const { ids } = await loadNetwork(await readNetworkFile(DEMO), { url: system.gatewayUrl, token, progress: () => {} });
  return ids;
}

async function tokenOf({ issuerKey }: System, grant: Grant): Promise<string> {
  if (!issuerKey) throw new Trouble('the embedded issuer is off because OIDC_ISSUER is set; it makes the tokens here');
  return signToken({ subject: `fuzz:${grant.role}`, grants: [grant], ttlS: TOKEN_S, key: issuerKey });
}

/** Each role in a body of the demo network that has records. */
function grantOf(role: Role, ids: ReadonlyMap<string, string>): Grant {
  const idOf = (name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Trouble(`the demo network has no ${name}`);
    return id;
  };
  switch (role) {
    case 'centre_officer':
      return { role, centre: 'KR-27' };
    case 'venture_member':
      return { role, org: idOf('venture:054') };
    case 'investor_member':
      return { role, org: idOf('investor:01') };
    case 'hub_officer':
    case 'partner_system':
      return { role, org: idOf('org:msip') };
    default:
      return { role };
  }
}

interface Calls {
  url: string;
  token: string;
  selection: Selection;
}

interface Tools {
  schemathesis: string;
  dataDir: string;
  interruption: AbortSignal;
}

/** So many requests for each operation that all together are as many as wanted, or a few more. */
async function callAll(
  { url, token, selection }: Calls,
  { schemathesis, dataDir, interruption }: Tools,
): Promise<Report> {
  const api = `${url}/openapi.json`;
  const each = Math.ceil(selection.cases / (await operationsAt(api)));
  const file = path.join(dataDir, 'schemathesis.json');
  rmSync(file, { force: true });
  const args = [
    ...['run', api, '--header', `Authorization: Bearer ${token}`, '--exclude-path-regex', STREAMS],
    ...['--phases', 'fuzzing', '--mode', 'all', '--max-examples', String(each), '--seed', String(selection.seed)],
    ...[
      '--checks',
      'not_a_server_error',
      '--continue-on-failure',
      '--warnings',
      'off',
      '--suppress-health-check',
      'all',
    ],
    ...['--generation-database', 'none', '--no-shrink', '--request-timeout', '30', '--no-color'],
    ...['--report', 'json', '--report-json-path', file],
  ];
  await runProgram(schemathesis, args, { cwd: dataDir, show: true, interruption });
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

async function operationsAt(api: string): Promise<number> {
  const { paths } = (await (await fetch(api)).json()) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  const operations = Object.entries(paths).flatMap(([at, item]) =>
    new RegExp(STREAMS).test(at) ? [] : Object.values(item),
  );
  return operations.filter(({ operationId }) => operationId !== undefined).length;
}
