import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type GivenJson, parseGiven } from '../given-json.ts';
import { reasonOf, Trouble } from '../trouble.ts';
import { cohort } from './cohorts.ts';
import { fund, outcome } from './figures.ts';
import { day, id, source, text, won } from './shapes.ts';
import { visit, visitCoverage } from './visits.ts';

const organisation = z.strictObject({ id, name: text, country: z.string(), brn: z.string().optional(), ...source });

const centre = z.strictObject({
  id,
  name: text,
  region: text,
  city: text.optional(),
  openingOrder: z.int(),
  openedOn: day,
  leadHost: id,
  coHosts: z.array(z.strictObject({ organisation: id, from: day })).default([]),
  specialisations: z.array(text).default([]),
  capabilities: z.array(z.string()).default([]),
  ...source,
});

const venture = z.strictObject({
  id,
  centre: id,
  brn: z.string(),
  name: text,
  summary: text.optional(),
  sectors: z.array(z.string()).default([]),
  ksic: z.strictObject({ revision: z.int(), section: z.string(), division: z.string() }).optional(),
  products: z.array(z.strictObject({ name: text, description: text.optional() })).default([]),
  stage: z.string().optional(),
  staff: z.int().optional(),
  foundedOn: day.optional(),
  askKrw: won.optional(),
  markets: z.array(z.string()).default([]),
  certifications: z.array(z.string()).default([]),
  excludedCountries: z.array(z.string()).default([]),
  state: z.enum(['DRAFT', 'VERIFIED', 'PUBLISHED']),
  ...source,
});

const mandate = z.strictObject({
  sectors: z.array(z.string()).default([]),
  stages: z.array(z.string()).default([]),
  ticketMinKrw: won.optional(),
  ticketMaxKrw: won.optional(),
  markets: z.array(z.string()).default([]),
  needs: text.optional(),
  excludedSectors: z.array(z.string()).default([]),
  requiredCertifications: z.array(z.string()).default([]),
});

const investor = z.strictObject({
  id,
  name: text,
  type: z.string(),
  country: z.string(),
  lei: z.string().optional(),
  mandate: mandate.optional(),
  ...source,
});

const phase = z.strictObject({
  number: z.int(),
  from: day.optional(),
  to: day.optional(),
  sectors: z.array(z.string()).default([]),
  teamsMax: z.int().optional(),
  teamsMin: z.int().optional(),
  putForward: z.boolean().optional(),
});

const programme = z.strictObject({
  id,
  name: text,
  owner: id,
  kind: z.string(),
  phases: z.array(phase).default([]),
  quota: z
    .strictObject({
      teamsMax: z.int().optional(),
      teamsMin: z.int().optional(),
      roundsPerYear: z.int().optional(),
      shortfallNeedsReason: z.boolean().optional(),
    })
    .optional(),
  ...source,
});

const event = z.strictObject({
  id,
  programme: id.optional(),
  name: text,
  type: z.string(),
  edition: z.int().optional(),
  place: text.optional(),
  country: z.string().optional(),
  startDate: day,
  timeZone: z.string().optional(),
  held: z.boolean().default(false),
  ...source,
});

/** The venture alone, or with the organisation that puts it forward. */
const application = z.union([
  id.transform((venture) => ({ venture, putForwardBy: undefined })),
  z.strictObject({ venture: id, putForwardBy: id.optional() }),
]);

const round = z.strictObject({
  id,
  programme: id,
  event: id.optional(),
  name: text,
  year: z.int(),
  half: z.enum(['H1', 'H2']).optional(),
  phase: z.int().optional(),
  closesAt: z.string(),
  applications: z.array(application).default([]),
  ...source,
});

const deal = z.strictObject({
  id,
  venture: id,
  investor: id,
  event: id.optional(),
  edition: z.int().optional(),
  stage: z.enum(['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED']),
  amountKrw: won.optional(),
  confirmedOn: day.optional(),
  dropReason: z.string().optional(),
  ...source,
});

const networkFile = z.strictObject({
  name: text,
  plan: z.strictObject({ centres: z.int() }),
  organisations: z.array(organisation).default([]),
  centres: z.array(centre).default([]),
  ventures: z.array(venture).default([]),
  investors: z.array(investor).default([]),
  programmes: z.array(programme).default([]),
  events: z.array(event).default([]),
  rounds: z.array(round).default([]),
  deals: z.array(deal).default([]),
  cohorts: z.array(cohort).default([]),
  visits: z.array(visit).default([]),
  visitCoverages: z.array(visitCoverage).default([]),
  funds: z.array(fund).default([]),
  outcomes: z.array(outcome).default([]),
});

export type NetworkFile = z.infer<typeof networkFile>;
const FAULTS_SHOWN = 20;

/** A network from a file. @throws Trouble with every fault of its shape */
export async function readNetworkFile(path: string): Promise<NetworkFile> {
  const { value, repeated } = await readJson(path);
  if (repeated.length > 0) throw noNetworkFile(path, repeated);
  const { data, error } = networkFile.safeParse(value);
  if (error)
    throw noNetworkFile(
      path,
      error.issues.map(({ path: at, message }) => `  ${at.join('.')}: ${message}`),
    );
  const clashes = clashesIn(data);
  if (clashes.length > 0) throw noNetworkFile(path, clashes);
  return onceEach(data);
}

function noNetworkFile(path: string, faults: readonly string[]): Trouble {
  const more = faults.length > FAULTS_SHOWN ? `\n  and ${faults.length - FAULTS_SHOWN} more` : '';
  return new Trouble(`${path} is not a network file:\n${faults.slice(0, FAULTS_SHOWN).join('\n')}${more}`);
}

type Section = { id: string }[];
const sectionsOf = (file: NetworkFile): [string, Section][] =>
  Object.entries<unknown>(file).filter((entry): entry is [string, Section] => Array.isArray(entry[1]));

/** A record that stands twice, word for word, is one record. */
function onceEach(file: NetworkFile): NetworkFile {
  const sections = sectionsOf(file).map(([name, rows]) => [
    name,
    [...new Map(rows.map((row) => [row.id, row])).values()],
  ]);
  return { ...file, ...Object.fromEntries(sections) };
}

/** Records name each other by their ids, so that two different records cannot have the same one. */
function clashesIn(file: NetworkFile): string[] {
  const seen = new Map<string, string>();
  return sectionsOf(file).flatMap(([name, rows]) =>
    rows.flatMap((row) => {
      const content = `${name} ${JSON.stringify(row)}`;
      const before = seen.get(row.id);
      seen.set(row.id, before ?? content);
      return before === undefined || before === content
        ? []
        : [`  ${name}: two different records have the id ${row.id}`];
    }),
  );
}

async function readJson(path: string): Promise<GivenJson> {
  try {
    return parseGiven(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Trouble(`${path} cannot be read as JSON (${reasonOf(error)})`);
  }
}
