/** Where the names of centres are kept, as answers call them. */
import { nameCopies } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';

export const centreNames = (host: Pick<Host, 'db' | 'ambient'>) => nameCopies(host, ['centre']);
