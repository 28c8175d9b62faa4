// Loads a network file, for the command, the start and the tests.
export { type Loaded, type LoadOptions, loadNetwork } from './load-network.ts';
export { type NetworkFile, readNetworkFile } from './network-file.ts';
