import '@naru/kit/node-version';
import { runService } from '@naru/kit/boot';
import { matchingEngine } from './service.ts';

await runService(matchingEngine);
