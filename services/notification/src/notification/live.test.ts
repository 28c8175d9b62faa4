import { expect, test } from '@jest/globals';
import type { Host } from '@naru/kit/boot';
import { log } from '@naru/telemetry/log';
import { liveNews } from './live.ts';
import type { NotificationDoc } from './notification.ts';

log.level = 'silent';

/** An in-memory bus with one subject, which passes on what is published, or an error. */
function bus() {
  const heard = new Map<string, (error: Error | null, message: { string(): string }) => void>();
  const connection = {
    publish: (subject: string, text: string) => heard.get(subject)?.(null, { string: () => text }),
    subscribe: (
      subject: string,
      { callback }: { callback: (error: Error | null, message: { string(): string }) => void },
    ) => {
      heard.set(subject, callback);
      return { unsubscribe: () => heard.delete(subject) };
    },
  };
  const live = liveNews({ bus: { prefix: 'run.', connection } } as unknown as Host);
  const announce = (recipient: string) => live.announce({ recipient } as NotificationDoc);
  return { live, announce, heard };
}

test('recipients are woken while they listen, and nobody else is', async () => {
  const { live, announce } = bus();
  await live.start();
  const heard: string[] = [];
  const stop = live.listen(new Set(['KR-27', 'person:kim']), () => heard.push('one'));
  live.listen(new Set(['KR-41']), () => heard.push('other'));
  for (const recipient of ['KR-27', 'person:kim', 'KR-41', 'KR-11']) announce(recipient);
  expect(heard).toEqual(['one', 'one', 'other']);
  stop();
  announce('KR-27');
  expect(heard).toHaveLength(3);
});

test('an error of the bus wakes nobody, and after the stop nothing arrives', async () => {
  const { live, announce, heard } = bus();
  await live.start();
  let times = 0;
  live.listen(new Set(['KR-27']), () => (times += 1));
  expect([...heard.keys()]).toEqual(['run.naru_live.notification']);
  heard.get('run.naru_live.notification')?.(new Error('away'), { string: () => 'KR-27' });
  expect(times).toBe(0);
  await live.stop();
  announce('KR-27');
  expect(times).toBe(0);
});
