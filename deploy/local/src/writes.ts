/**
 * Asks a server whether it still takes writes. After a disk was full, both servers go on answering, and refuse every
 * write until they are started again. Only a refusal counts: a server that does not answer may be halted, or on its way.
 */
import type { Probe } from './readiness.ts';

const PATIENCE_MS = 2_000;

/** A small write into a database of its own, by the operator. */
export const databaseWrites =
  (uri: string): Probe =>
  async () => {
    const { MongoClient, MongoServerError } = await import('mongodb');
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: PATIENCE_MS, maxPoolSize: 1 });
    try {
      const probes = client.db('naru_probe').collection<{ _id: string; at: Date }>('probe');
      const wish = { $set: { at: new Date() } };
      await probes.updateOne({ _id: 'write' }, wish, { upsert: true, writeConcern: { w: 'majority', journal: true } });
      return true;
    } catch (error) {
      return !(error instanceof MongoServerError && typeof error.code === 'number');
    } finally {
      await client.close();
    }
  };

export const PROBE_STREAM = 'naru_probe';
/** A file system gives room by blocks, so a full one still takes a few bytes at the end of a file. */
const PROBE_BYTES = new Uint8Array(64 * 1024);

/** A message into a stream of its own, which keeps the last one alone. */
export const busWrites =
  (url: string, caFile: string | undefined): Probe =>
  async () => {
    const { connect } = await import('@nats-io/transport-node');
    const { jetstream, jetstreamManager, JetStreamApiError } = await import('@nats-io/jetstream');
    const { addressed } = await import('@naru/bus/names');
    const options = { ...addressed(url, caFile), reconnect: false, timeout: PATIENCE_MS };
    const connection = await connect(options).catch(() => null);
    if (!connection) return true;
    try {
      const { streams } = await jetstreamManager(connection, { checkAPI: false });
      const answers = await streams
        .add({ name: PROBE_STREAM, subjects: [PROBE_STREAM], max_msgs: 1 })
        .then(() => true)
        .catch((error: unknown) => error instanceof JetStreamApiError);
      if (!answers) return true;
      // A server with a full disk answers requests, and leaves a message without any answer.
      return await jetstream(connection)
        .publish(PROBE_STREAM, PROBE_BYTES, { timeout: PATIENCE_MS })
        .then(() => true)
        .catch(() => false);
    } finally {
      await connection.close();
    }
  };
