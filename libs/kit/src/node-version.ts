/** Imported first of all by every process: an older Node would fail later, at some line that says nothing of its version. */
const NEEDED = 24;
const { node } = process.versions;

if (Number.parseInt(node, 10) < NEEDED) {
  process.stderr.write(`Naru needs Node ${NEEDED} or newer, and this is ${node} (${process.execPath})\n`);
  process.exit(1);
}
