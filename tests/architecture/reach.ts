/** Handlers narrow by the reach of a call only. Only the kit reads a token's grants. */
import { importsOf } from './graph.ts';
import { placeOf } from './imports.ts';
import { type Finding, isTestCode, type Source, walk } from './source.ts';

/** The gateway verifies tokens; it answers nothing from a database. */
const READS_TOKENS = 'gateway';
/** Refusals by a caller's affiliations, with the reason. */
const BY_AFFILIATION: Readonly<Record<string, string>> = {
  'services/program-scheduler/src/jury/ballot/rpc.ts':
    'nobody votes on a team of their own, by whatever grant it is so',
};

/** Answers that show callers what their own token says, with the reason. */
const SHOWS_CLAIMS: Readonly<Record<string, string>> = {
  'services/startup-registry/src/identity/message.ts': 'GetIdentity answers with the grants of the token',
  'services/startup-registry/src/identity/rpc.ts': 'GetIdentity answers with the grants of the token',
};

/** Reads of grants, of claims and of affiliations in the running code of services. */
export function grantFindings(source: Source): Finding[] {
  const place = placeOf(source.path);
  if (!place || isTestCode(source.path) || source.path.startsWith(`services/${READS_TOKENS}/`)) return [];
  const found: Finding[] = importsOf(source)
    .filter(({ specifier, typeOnly }) => specifier === '@naru/kit/identity' && !typeOnly)
    .map(({ names }) => ({
      file: source.path,
      line: 1,
      message: `takes ${names.join(', ')} from identity: narrow by call.reach`,
    }));
  walk(source.program, (node) => {
    if (node.type !== 'Identifier') return;
    const isGrants = (node.name === 'grants' || node.name === 'claims') && !(source.path in SHOWS_CLAIMS);
    const isAffiliation = node.name === 'affiliations' && !(source.path in BY_AFFILIATION);
    if (isGrants || isAffiliation)
      found.push({
        file: source.path,
        line: source.lineAt(node.start),
        message: `reads ${String(node.name)}, which mixes what a caller may do: narrow by call.reach`,
      });
  });
  return found;
}
