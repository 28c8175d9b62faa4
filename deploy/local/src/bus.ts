import { readFlags } from './arguments.ts';
import { composeAccounts } from './bus-compose.ts';

/** `npm run -s bus`: prints who may do what on the bus, as nats-server reads it, with the passwords as variables. */
export async function run(args: string[]): Promise<number> {
  const { values } = readFlags(args, { prefix: { type: 'string' } });
  process.stdout.write(composeAccounts(values.prefix));
  return 0;
}
