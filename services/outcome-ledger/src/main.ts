import { runService } from '@naru/kit/boot';
import { outcomeLedger } from './service.ts';

await runService(outcomeLedger);
