/**
 * The users of the embedded database: one for each service, with its own database alone, and one operator. The database
 * has no command that makes its first user while it asks for one, so they are written while it is not running.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from './run-program.ts';
import { Trouble } from './trouble.ts';

export interface DatabaseUser {
  user: string;
  password: string;
  role: 'readWrite' | 'root';
  /** The only database that it may use; `admin` for an operator. */
  database: string;
}

// The users come by the environment: the arguments of a process can be read by everybody on the machine.
const WRITE = `
import json, os
from secantus.auth import SCRAM_SHA_256, derive_credentials
from secantus.storage import Storage
wish = json.loads(os.environ["NARU_USERS"])
storage = Storage(wish["storage"], sync_on_commit=True)
for one in wish["users"]:
    credentials = derive_credentials(one["password"], mechanism=SCRAM_SHA_256, username=one["user"]).to_doc()
    storage.add_user("admin", one["user"], {
        "_id": "admin." + one["user"], "user": one["user"], "db": "admin", "credentials": credentials,
        "roles": [{"role": one["role"], "db": one["database"]}], "mechanisms": [SCRAM_SHA_256],
    }, replace=True)
storage.close()
`;

/** Does nothing if these users were written before. */
export async function writeDatabaseUsers(
  users: readonly DatabaseUser[],
  { storage, stampFile, binDir }: { storage: string; stampFile: string; binDir: string },
): Promise<void> {
  const stamp = createHash('sha256').update(JSON.stringify(users)).digest('hex');
  if (existsSync(stampFile) && existsSync(storage) && readFileSync(stampFile, 'utf8') === stamp) return;
  const env = { ...process.env, NARU_USERS: JSON.stringify({ storage, users }) };
  const { code, output } = await runProgram(path.join(binDir, 'python'), ['-c', WRITE], { env });
  if (code !== 0)
    throw new Trouble(`the users of the database cannot be written: ${output.trimEnd().split('\n').at(-1)}`);
  writeFileSync(stampFile, stamp);
}
