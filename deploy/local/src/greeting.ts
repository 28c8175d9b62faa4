import { partsOf } from './data-dir.ts';
import { secretariatToken } from './issuer.ts';
import type { System } from './system.ts';

// It loads the demo network, which takes less.
const TOKEN_TTL_S = 60 * 60;

interface Ways {
  dataDir: string;
  say: (line: string) => void;
}

/** The greeting for a new user once everything is ready: the addresses, and a command to try. */
export function greet(system: Pick<System, 'gatewayUrl' | 'issuerKey'>, { dataDir, say }: Ways): void {
  const { gatewayUrl } = system;
  say(`
Naru is ready.
  API reference   ${gatewayUrl}/docs
  OpenAPI         ${gatewayUrl}/openapi.json
  Health          ${gatewayUrl}/readyz
  Logs            ${partsOf(dataDir).logs}

Try it:
${commandFor(system)}

Ctrl-C stops everything; the data stays for the next start.`);
}

/** It asks for a token when it is run: a token on a screen is one that others may copy. */
const commandFor = ({ gatewayUrl, issuerKey }: Pick<System, 'gatewayUrl' | 'issuerKey'>) =>
  `  curl -H "Authorization: Bearer ${issuerKey ? '$(npm run -s token -- --role network_admin)' : '$TOKEN'}" ${gatewayUrl}/v1/ventures`;

/** A token of the secretariat; null if only the user's own issuer can give one. */
export async function tokenOf({ issuerKey }: Pick<System, 'issuerKey'>): Promise<string | null> {
  if (!issuerKey) return null;
  return secretariatToken(issuerKey, { ttlS: TOKEN_TTL_S });
}
