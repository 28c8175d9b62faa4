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

/** Reads of grants and of affiliations in the running code of services. */
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
    const isGrants = node.name === 'grants';
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
