// One Ctrl-C arrives several times: the terminal signals every process, and npm and our entry pass it on too.
const ECHO_MS = 250;

/** Aborts at the first request to stop. A second request ends the process at once, and its children with it. */
export function listenForStop(): AbortSignal {
  const stop = new AbortController();
  let firstMs = 0;
  const onSignal = () => {
    if (stop.signal.aborted && performance.now() - firstMs > ECHO_MS) process.exit(130);
    if (stop.signal.aborted) return;
    firstMs = performance.now();
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // The channel closes when our entry was killed. After that, no signal can arrive.
  process.once('disconnect', () => stop.abort());
  process.channel?.unref();
  return stop.signal;
}
