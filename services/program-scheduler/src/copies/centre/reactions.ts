/** What is heard of centres. */
import { CentreOpened, CentreSnapshot, HostAssigned } from '@naru/contracts/registry/v1/events';
import { isoDate } from '@naru/kit/civil-date';
import { type Handler, on } from '@naru/kit/subscribe';
import type { CentreStore } from './store.ts';

export const centreHandlers = (centres: CentreStore): Handler[] =>
  [CentreOpened, HostAssigned, CentreSnapshot].map((codec) =>
    on(codec, async ({ centre }, { version }) => {
      if (centre?.openedOn) await centres.put(centre.id, version, { openedOn: isoDate(centre.openedOn) });
    }),
  );
