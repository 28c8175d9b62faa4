import '@naru/kit/node-version';
import { runService } from '@naru/kit/boot';
import { programScheduler } from './service.ts';

await runService(programScheduler);
