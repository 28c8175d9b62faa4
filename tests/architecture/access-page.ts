/** docs/access.md: the access rules as a page that is generated from the contract, so that people can compare them. */
import { type ContractMethod, ROLES, type Role, type Scope } from '@naru/contracts';
import { RENEW } from './consumers.ts';

export const ACCESS_FILE = 'docs/access.md';

const WORDS: Readonly<Record<Scope, string>> = {
  any: 'any',
  open: 'open',
  ownCentre: 'centre',
  ownOrg: 'org',
  self: 'self',
  party: 'party',
};

/** A table for each gRPC service: a row for each method, a column for each role that one of its methods names. */
export function accessPage(methods: readonly ContractMethod[]): string {
  const services = [...new Set(methods.map((method) => `${method.package}.${method.service}`))].sort();
  const tables = services.map((service) => {
    const own = methods.filter((method) => `${method.package}.${method.service}` === service);
    return `## ${service}\n\n${table(own)}`;
  });
  return `${INTRO}\n\n${tables.join('\n\n')}\n`;
}

const INTRO = `# Who may call what

Made by \`${RENEW}\` from the access rules of the contract; a test keeps it in step.
[Adding an RPC](add-an-rpc.md) says how a method gets its rule.

A cell says on which objects a role may call a method: **any** that the caller may see, those of the **centre** or of the
**org** (organisation) that the grant names, those to which one of the two is a **party**, or what is the caller's own
(**self**). "anyone" is everybody with a token, "link" whoever holds an address with a secret in it. "about" is the request
field that names the object, and what it names.`;

function table(methods: readonly ContractMethod[]): string {
  const roles = ROLES.filter((role) => methods.some(({ access }) => scopesOf(access, role) !== ''));
  const head = ['method', ...roles.map((role) => role.replaceAll('_', ' ')), 'about'];
  const lines = methods.map(({ name, access }) => [
    name,
    ...roles.map((role) => scopesOf(access, role)),
    access.objectField && `${access.objectField.replaceAll('|', ' or ')}: ${access.objectKind}`,
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const scopesOf = ({ allow }: ContractMethod['access'], role: Role): string =>
  allow
    .filter((line) => line.role === role)
    .map(({ scope }) => WORDS[scope])
    .join(', ');
