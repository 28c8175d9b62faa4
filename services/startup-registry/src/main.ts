import '@naru/kit/node-version';
import { runService } from '@naru/kit/boot';
import { startupRegistry } from './service.ts';

await runService(startupRegistry);
