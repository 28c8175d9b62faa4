/** Stores the names of the network's bodies, for answers. */
import { nameCopies } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';

export const bodyNames = (host: Pick<Host, 'db' | 'ambient'>) => nameCopies(host, ['centre', 'organisation']);
