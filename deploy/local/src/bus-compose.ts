/** The accounts of a bus that is a server of its own. Its passwords come by variables, so that the file has no secret. */
import { accountsConf } from './bus-accounts.ts';
import { allowedPlan } from './bus-plan.ts';

export const ACCOUNTS_FILE = 'deploy/nats-accounts.conf';

/** NATS_REGISTRY_PASSWORD for the user of a service, and one variable for the users of the deploy step. */
export const passwordVariable = (user: string): string =>
  user.endsWith('-deploy') ? 'NATS_DEPLOY_PASSWORD' : `NATS_${user.toUpperCase()}_PASSWORD`;

export const composeAccounts = (prefix = ''): string =>
  `# Made by \`npm run -s bus\` from deploy/consumers.txt and deploy/consumers.released.txt. Do not edit.\n${accountsConf(
    allowedPlan(prefix),
    (user) => `$${passwordVariable(user)}`,
  )}`;
