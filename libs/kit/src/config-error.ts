/** What is wrong with the configuration: always by the name of the variable. */
import { readFileSync } from 'node:fs';

export class ConfigError extends Error {}

/** The fault of one variable, in the form of `readConfig`. */
export const wrong = (variable: string, message: string): ConfigError =>
  new ConfigError(`the configuration is not right:\n  ${variable}: ${message}`);

/** Names the variable of what goes wrong, such as a port that is taken. */
export const naming = <T>(variable: string, work: Promise<T>): Promise<T> =>
  work.catch((error: Error) => {
    throw wrong(variable, error.message);
  });

/** The content of a file that a variable names. @throws ConfigError that names the variable */
export function readNamed(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw wrong(variable, (error as Error).message);
  }
}
