/** Stores the names of investors, for answers. */
import { nameCopies } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';

export const investorNames = (host: Pick<Host, 'db' | 'ambient'>) => nameCopies(host, ['investor']);
