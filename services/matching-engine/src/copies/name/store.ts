/** The names of centres, which answers show beside ids. */
import { nameCopies } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';

export const centreNames = (host: Pick<Host, 'db' | 'ambient'>) => nameCopies(host, ['centre']);
