import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readNetworkFile } from './network-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'naru-network-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string) => {
  const file = path.join(folder, 'network.json');
  await writeFile(file, text);
  return readNetworkFile(file);
};
const network = (...organisations: object[]) =>
  JSON.stringify({ name: { ko: '나루' }, plan: { centres: 1 }, organisations });
const host = { id: 'org:1', name: { ko: '기관' }, country: 'KR' };

test('a file that begins with a byte order mark is read', async () => {
  expect((await read(`\uFEFF${network(host)}`)).organisations).toMatchObject([host]);
});

test('a record that stands twice, in any order of its fields, is one record', async () => {
  const { country, name, id } = host;
  const { organisations } = await read(network(host, { ...host, id: 'org:2' }, { country, name, id }));
  expect(organisations.map((row) => row.id)).toEqual(['org:1', 'org:2']);
});

test('two different records with one id are refused, also in different sections', async () => {
  await expect(read(network(host, { ...host, country: 'US' }))).rejects.toThrow(
    'organisations: two different records have the id org:1',
  );
  const fund = { id: 'org:1', owner: 'org:1', name: { ko: '펀드' }, sizeKrw: '3억원' };
  const file = { ...JSON.parse(network(host)), funds: [fund] };
  await expect(read(JSON.stringify(file))).rejects.toThrow('funds: two different records have the id org:1');
});

test('a key that stands twice in a network file is told by its path', async () => {
  await expect(read('{"ventures": [{"id": "venture:1", "id": "venture:2"}]}')).rejects.toThrow(
    'ventures[0].id: stands twice',
  );
});
