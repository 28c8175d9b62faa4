import { expect, test } from '@jest/globals';
import { linesOnPage, loggedLines, outdated, PAGE, TIMES, untried } from './operations-page.ts';
import { files, read, shown } from './source.ts';

const page = read(PAGE);
/** Parts of longer texts, and a command. */
const OTHERS = new Set([
  'waiting for the bus',
  'waiting for the database',
  'the deploy step has to make it',
  'npm run faults',
]);

test('each time that the page says stands in the code, or the page says that it was not tried', () => {
  expect(shown(untried(page))).toEqual([]);
  expect(outdated(page)).toEqual([]);
});

test('each line of a log that a page names is logged', () => {
  const logged = new Set(loggedLines().map(({ text }) => text));
  const pages = [PAGE, ...files().filter((file) => file.startsWith('docs/runbooks/'))];
  const named = pages.flatMap((file) => linesOnPage(read(file)).map((line) => ({ file, line })));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ line }) => !logged.has(line) && !OTHERS.has(line))).toEqual([]);
});

test('each line of level 50 and above is named where the page says on what to alarm', () => {
  const alarms = new Set(linesOnPage(page.slice(page.indexOf('Alarm on level 50'), page.indexOf('## Metrics'))));
  const loud = new Set(
    loggedLines()
      .filter(({ level }) => level === 'error' || level === 'fatal')
      .map(({ text }) => text),
  );
  expect(loud.size).toBeGreaterThan(10);
  // Two words are no line that the page can be searched for.
  expect([...loud].filter((text) => text.split(' ').length > 2 && !alarms.has(text))).toEqual([]);
});

test('planted: a time that no code has, one that the code has no more, and a line that nobody logs', () => {
  const said = page.replace('running calls get 8 s', 'running calls get 9 s');
  expect(untried(said)).toHaveLength(1);
  expect(outdated(said)).toEqual(['the page does not say "running calls get 8 s"']);
  const [time] = TIMES.filter(({ by }) => typeof by !== 'string');
  expect(outdated(page, [{ said: time?.said ?? '', by: [PAGE, 'gone from here, and from there'] }])).toHaveLength(1);
  expect(linesOnPage('See `the ferry has sunk` in the log.')).toEqual(['the ferry has sunk']);
});
