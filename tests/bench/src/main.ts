/** `npm run bench`: measures, prints, and writes docs/benchmarks.md. */

import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { startServers, temporaryDataDir } from '@naru/local';
import { startTelemetry } from '@naru/telemetry/start';
import { measureAssignment } from './assignment.ts';
import { measureDrain } from './drain.ts';
import { measureGateway } from './gateway.ts';
import { measureMatching } from './matching.ts';
import { asMarkdown, asText, type Section } from './report.ts';
import { measureSaves } from './saves.ts';
import { measureSearch } from './search.ts';
import { measureSystem } from './system.ts';
import { measureTimetables } from './timetables.ts';

const PAGE = path.resolve(import.meta.dirname, '../../../docs/benchmarks.md');
const BACKLOG = 100_000;

const machine = () => {
  const cores = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `Machine: ${cores.length} × ${cores[0]?.model ?? 'unknown processor'}, ${memory} GB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`;
};

export async function run(args: string[]): Promise<number> {
  startTelemetry({ service: 'bench', logLevel: 'warn' });
  const asked = new Set(args);
  const servers = await startServers({ dataDir: temporaryDataDir() });
  const measurements: [string, () => Promise<Section> | Section][] = [
    ['saves', () => measureSaves(servers)],
    ['drain', () => measureDrain(servers, { events: BACKLOG })],
    ['gateway', () => measureGateway()],
    ['matching', () => measureMatching()],
    ['search', () => measureSearch()],
    ['system', () => measureSystem()],
    ['assignment', () => measureAssignment()],
    ['timetables', () => measureTimetables()],
  ];
  const sections: Section[] = [];
  try {
    for (const [name, measure] of measurements) {
      if (asked.size > 0 && !asked.has(name)) continue;
      process.stderr.write(`measuring ${name} …\n`);
      const section = await measure();
      process.stdout.write(`${asText(section)}\n\n`);
      sections.push(section);
    }
  } finally {
    await servers.stop();
  }
  // An incomplete run would make a page that looks complete.
  if (asked.size === 0) await writeFile(PAGE, asMarkdown(sections, machine()));
  return 0;
}
