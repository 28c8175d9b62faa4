/** The largest service has as many calls as all others together: its rights are tested beside theirs. */
import { jest } from '@jest/globals';
import { programScheduler } from '@naru/program-scheduler/service';
import { rightsOf } from './rights.ts';

jest.setTimeout(240_000);

rightsOf(programScheduler);
