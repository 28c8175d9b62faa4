/** The bytes of the answer to an erasure at its first release. */
import { ErasureAcknowledged } from '@naru/contracts/program/v1/erasure_events';
import { outgoing } from '@naru/kit/outbox';
import { goldenEvents } from '@naru/testing/golden';

const erased = [{ what: 'copy', count: 1 }];
const published = [outgoing(ErasureAcknowledged, { ventureId: 'ven_01h455vb4pex5vsknk084sn02q', erased })];
goldenEvents({ published, of: 'naru.program.erasure.', at: import.meta.url });
