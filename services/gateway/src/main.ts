/** The gateway's process. */
import '@naru/kit/node-version';
import { realAmbient } from '@naru/kit/ambient';
import { runProcess } from '@naru/kit/process';
import { startGatewayProcess } from './process.ts';

await runProcess(() => startGatewayProcess(process.env), realAmbient);
