import { misused } from './arguments.ts';
import { partsOf } from './data-dir.ts';
import { openIssuerKey, secretariatToken } from './issuer.ts';
import { loadNetwork } from './load/load-network.ts';
import { readNetworkFile } from './load/network-file.ts';
import { showProgress } from './load/progress.ts';
import { dataDirOf } from './paths.ts';
import { Trouble } from './trouble.ts';

const TOKEN_TTL_S = 3600;

/** `npm run load -- FILE`: loads a network file through the public API of a running Naru. */
export async function run([path, ...rest]: string[]): Promise<number> {
  if (!path || rest.length > 0) throw misused('give one network file: npm run load -- FILE');
  const file = await readNetworkFile(path);
  const progress = showProgress(process.stderr);
  const { counts } = await loadNetwork(file, { url: gatewayUrl(), token: await loaderToken(process.env), progress });
  const summary = Object.entries(counts).map(([section, count]) => `${count} ${section}`);
  process.stdout.write(`loaded ${summary.join(', ')}\n`);
  return 0;
}

export const gatewayUrl = () => process.env.NARU_URL ?? `http://127.0.0.1:${process.env.PORT || 8080}`;

/** The given token, or one of the embedded issuer. */
export async function loaderToken(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.NARU_TOKEN) return env.NARU_TOKEN;
  if (env.OIDC_ISSUER)
    throw new Trouble('OIDC_ISSUER is set: put a network_admin token of that issuer into NARU_TOKEN');
  const key = await openIssuerKey(partsOf(dataDirOf(env)).issuerKey);
  return secretariatToken(key, { ttlS: TOKEN_TTL_S });
}
