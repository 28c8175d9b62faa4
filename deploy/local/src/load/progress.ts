import type { LoadOptions } from './load-network.ts';

/** One line for each section: it counts up in a terminal, and appears once, complete, in a log. */
export function showProgress(stream: NodeJS.WriteStream): LoadOptions['progress'] {
  return ({ section, done, total }) => {
    const complete = done === total;
    if (stream.isTTY) stream.write(`\r  ${section.padEnd(14)} ${`${done}/${total}`.padEnd(9)}${complete ? '\n' : ''}`);
    else if (complete) stream.write(`  ${section.padEnd(14)} ${total}\n`);
  };
}
