/** Every service that has erased what it held of a venture says so. The record of the erasure keeps what it says. */
import { ErasureAcknowledged as ByInvestor } from '@naru/contracts/investor/v1/erasure_events';
import { ErasureAcknowledged as ByLedger } from '@naru/contracts/ledger/v1/erasure_events';
import { ErasureAcknowledged as ByMatching } from '@naru/contracts/matching/v1/erasure_events';
import { ErasureAcknowledged as ByNotification } from '@naru/contracts/notification/v1/erasure_events';
import { ErasureAcknowledged as ByProgram } from '@naru/contracts/program/v1/erasure_events';
import { type Handler, on } from '@naru/kit/subscribe';
import { acknowledgeErasure } from './decide.ts';
import type { VentureStore } from './store.ts';

export const erasureHandlers = (ventures: Pick<VentureStore, 'change'>): Handler[] =>
  [ByInvestor, ByLedger, ByMatching, ByNotification, ByProgram].map((codec) =>
    on(codec, ({ ventureId, erased }, received) => {
      const { context: service, at } = received;
      return ventures.change(ventureId, (venture) => acknowledgeErasure(venture, { service, at, erased }), received);
    }),
  );
