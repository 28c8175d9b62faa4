/** Puts in words why an application has a place or has none. Pure. */
import type { Said } from '@naru/words/text';
import { telling } from '@naru/words/texts';
import { REASON } from './explain-texts.ts';
import type { Entry, Selection } from './selection.ts';

const told = telling(REASON);

const BY_COUNCIL = {
  SELECTED: 'COUNCIL_SELECTED',
  WAITLISTED: 'COUNCIL_WAITLISTED',
} as const;

export function reasonText(
  { reason, standing, ventureExposure: venture, centreExposure: centre }: Entry,
  { exposure }: Pick<Selection, 'exposure'>,
): Said {
  switch (reason) {
    case 'EXPOSURE':
    case 'LESS_EXPOSED_FIRST':
      return told(reason, { points: exposure?.nearTiePoints ?? 0, venture, centre });
    case 'COUNCIL':
      // A withdrawn entry has another reason, so the council chose one of these three.
      return told(standing === 'SELECTED' || standing === 'WAITLISTED' ? BY_COUNCIL[standing] : 'COUNCIL_REJECTED');
    case 'REASON_UNSPECIFIED':
    case 'UNRECOGNIZED':
      return told('PLACES_FULL');
    default:
      return told(reason);
  }
}
