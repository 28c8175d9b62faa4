import '@naru/kit/node-version';
import { runService } from '@naru/kit/boot';
import { investorDirectory } from './service.ts';

await runService(investorDirectory);
