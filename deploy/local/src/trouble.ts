/**
 * An error that a user can correct. It is shown as one line without a stack, and ends the command with the exit code.
 */
export class Trouble extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'Trouble';
    this.exitCode = exitCode;
  }
}

/** The short reason in an error of the operating system, such as EACCES; otherwise its message. */
export function reasonOf(error: unknown): string {
  // Not with instanceof: under jest, errors of Node's own modules come from another realm.
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return String(code ?? message ?? error);
}

/** The user can correct a file of ours that cannot be read or written. Any other unexpected error is a bug of ours. */
export function asTrouble(error: unknown): Trouble | null {
  if (error instanceof Trouble) return error;
  const { path, syscall } = Object(error) as { path?: unknown; syscall?: unknown };
  const isFile = typeof path === 'string' && path.startsWith('/') && typeof syscall === 'string';
  return isFile ? new Trouble(`${path} cannot be used (${reasonOf(error)})`) : null;
}
