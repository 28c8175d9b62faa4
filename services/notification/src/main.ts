import '@naru/kit/node-version';
import { runService } from '@naru/kit/boot';
import { notification } from './service.ts';

await runService(notification);
