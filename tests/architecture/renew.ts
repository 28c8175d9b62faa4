/** Writes the committed files that are generated from the code. Read the difference before you commit it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { methods } from '@naru/contracts';
import { dashboardFiles } from '@naru/dashboards/files';
import { ACCOUNTS_FILE, composeAccounts } from '@naru/local/bus-compose';
import { ACCESS_FILE, accessPage } from './access-page.ts';
import { CATALOGUE_FILE, CONSUMERS_FILE, cataloguePage, consumersText } from './consumers.ts';
import { KINDS_FILE, kindsText } from './declared.ts';
import { ERRORS_FILE, errorsPage } from './errors-page.ts';
import { GLOSSARY_FILE, glossaryPage } from './glossary.ts';
import { buildServices } from './parts.ts';
import { root } from './source.ts';
import { spokenTexts } from './texts.ts';

const services = await buildServices();
const spoken = await spokenTexts();
const made = {
  [CONSUMERS_FILE]: consumersText(services),
  [CATALOGUE_FILE]: cataloguePage(services),
  [ACCESS_FILE]: accessPage(methods),
  [GLOSSARY_FILE]: glossaryPage(),
  [ERRORS_FILE]: errorsPage(spoken),
  [KINDS_FILE]: kindsText(spoken),
  ...dashboardFiles(),
};
for (const [file, text] of Object.entries(made)) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  process.stdout.write(`${file}\n`);
}
// It is made from the list of consumers that stands there now.
writeFileSync(path.join(root, ACCOUNTS_FILE), composeAccounts());
process.stdout.write(`${ACCOUNTS_FILE}\n`);
// A service may have started something that would keep this process alive.
process.exit(0);
