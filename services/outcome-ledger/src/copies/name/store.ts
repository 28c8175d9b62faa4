/** The names of the bodies of the network, which answers show beside ids. */
import { nameCopies } from '@naru/copies/names';
import type { Host } from '@naru/kit/boot';

export const bodyNames = (host: Pick<Host, 'db' | 'ambient'>) => nameCopies(host, ['centre', 'organisation']);
