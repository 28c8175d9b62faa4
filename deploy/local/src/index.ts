// The parts of the local runtime that tests, benchmarks and the loader use.
export { misused, readFlags, readWhole } from './arguments.ts';
export type { Child } from './child.ts';
export { sweepTemporaryDataDirs, temporaryDataDir } from './data-dir.ts';
export { listenForStop } from './interruption.ts';
export { AUDIENCE, EMBEDDED_ISSUER, type Grant, type IssuerKey, ROLES, type Role, signToken } from './issuer.ts';
export { dataDirOf } from './paths.ts';
export { pickPort } from './ports.ts';
export { installPython } from './python.ts';
export { findRun } from './run-file.ts';
export { runProgram } from './run-program.ts';
export { type Servers, type ServersOptions, startServers } from './servers.ts';
export { type System, type SystemOptions, startSystem } from './system.ts';
export { Trouble } from './trouble.ts';
