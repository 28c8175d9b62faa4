import '@naru/kit/node-version';
import { runService } from '@naru/kit/boot';
import { outcomeLedger } from './service.ts';

await runService(outcomeLedger);
