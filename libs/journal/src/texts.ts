/** What is wrong with a chain, its signed heads, or a proof, in both languages. */
import type { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import { printInstant } from '@naru/korean/instant';
import { josa } from '@naru/korean/particle';
import { text } from '@naru/words/text';
import { keeping, type Told, texts } from '@naru/words/texts';

export interface Fault {
  chain: string;
  /** The number of the entry with the fault; 0 where the fault is about an aggregate. */
  number: number;
  kind: JournalFault_Kind;
  detail: Told<(typeof JOURNAL_FAULT)['of']>;
}

export type Tell = (fault: Omit<Fault, 'chain'>) => void;

const ENTRY = { id: 'registry:000000000000004' };
const SIGNED = { serial: 3, keyId: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k' };
const ZONE = 'Asia/Seoul';

const rangeKo = (from: number, to: number): string => (from === to ? `${from}번` : `${from}번부터 ${to}번까지의`);

/** Faults of an entry, a head or a chain. */
export const JOURNAL_FAULT = texts('journal_fault', {
  own_hash: text({
    ko: '기록의 내용이 그 해시와 맞지 않습니다',
    en: 'it does not give its own hash',
  }),
  head_hash: text({
    ko: '체인의 끝이 기억하는 해시와 다릅니다',
    en: 'the head of the chain knew another hash here',
  }),
  not_after: text({
    example: ENTRY,
    ko: ({ id }) => `바로 앞의 기록 ${id}에 이어지지 않습니다`,
    en: ({ id }) => `it does not follow ${id}`,
  }),
  not_first: text({
    ko: '체인의 맨 앞에 있지만 첫 기록이 아닙니다',
    en: 'it does not begin the chain',
  }),
  sealed_as: text({
    example: ENTRY,
    ko: ({ id }) => `원래 ${josa(id, '으로/로')} 봉인된 기록입니다`,
    en: ({ id }) => `it was sealed as ${id}`,
  }),
  doubled: text({
    example: { aggregateId: 'ven_01', version: 3 },
    ko: ({ aggregateId, version }) => `${aggregateId}: 버전 ${josa(`${version}`, '은/는')} 앞의 기록에도 있습니다`,
    en: ({ aggregateId, version }) => `${aggregateId} had version ${version} before`,
  }),
  missing: text({
    example: { from: 4, to: 6 },
    ko: ({ from, to }) => `${rangeKo(from, to)} 기록이 없습니다`,
    en: ({ from, to }) => (from === to ? `number ${from} is not there` : `numbers ${from} to ${to} are not there`),
  }),
  versions_missing: text({
    example: { aggregateId: 'ven_01', from: 1, to: 2 },
    ko: ({ aggregateId, from, to }) =>
      `${aggregateId}: 버전 ${from === to ? josa(`${from}`, '이/가') : `${from}~${josa(`${to}`, '이/가')}`} 없습니다`,
    en: ({ aggregateId, from, to }) =>
      `${aggregateId} lacks ${from === to ? `version ${from}` : `versions ${from} to ${to}`}`,
  }),
  head_differs: text({
    example: { serial: 3, signedAt: new Date('2026-11-30T03:00:00Z'), from: 51, to: 100 },
    ko: ({ serial, signedAt, from, to }) =>
      `${printInstant(signedAt, { zone: ZONE, language: 'ko' })}에 서명된 ${serial}번 머리의 해시와 다릅니다. ${rangeKo(from, to)} 기록 가운데 고쳐진 것이 있습니다`,
    en: ({ serial, signedAt, from, to }) =>
      `head ${serial}, signed on ${printInstant(signedAt, { zone: ZONE, language: 'en' })}, knew another hash here; ${from === to ? `entry ${from} has changed` : `the first change is among the entries ${from} to ${to}`}`,
  }),
  head_doubled: text({
    example: { serial: 3 },
    ko: ({ serial }) => `${serial}번 머리가 내용이 다르게 두 번 서명되었습니다`,
    en: ({ serial }) => `two different heads with the number ${serial} are signed`,
  }),
  heads_missing: text({
    example: { from: 2, to: 4 },
    ko: ({ from, to }) => `서명된 ${rangeKo(from, to)} 머리가 없습니다`,
    en: ({ from, to }) =>
      from === to ? `the signed head ${from} is not there` : `the signed heads ${from} to ${to} are not there`,
  }),
  unsigned: text({
    example: { from: 1_001, to: 2_400, every: 1_000 },
    ko: ({ from, to, every }) =>
      `${rangeKo(from, to)} 기록 사이에 서명된 머리가 없습니다. 기록 ${every}개마다 하나 있어야 합니다`,
    en: ({ from, to, every }) =>
      `no signed head stands between the entries ${from} and ${to}; there must be one for ${every} entries`,
  }),
  key_unknown: text({
    example: SIGNED,
    ko: ({ serial, keyId }) =>
      `${serial}번 머리에 서명한 키 ${josa(keyId, '은/는')} 알려진 공개 키가 아닙니다. 감사 기록의 키라면 그 공개 키를 더하십시오`,
    en: ({ serial, keyId }) =>
      `head ${serial} is signed by the key ${keyId}, which is not known; add its public key if it is one of the journal's`,
  }),
  signature_wrong: text({
    example: SIGNED,
    ko: ({ serial, keyId }) => `${serial}번 머리의 서명이 키 ${josa(keyId, '와/과')} 맞지 않습니다`,
    en: ({ serial, keyId }) => `the signature of head ${serial} was not made by its key ${keyId}`,
  }),
  not_proven: text({
    example: { serial: 3 },
    ko: ({ serial }) => `기록과 뒤따르는 해시가 ${serial}번 머리의 해시에 이르지 않습니다`,
    en: ({ serial }) => `the entry and the hashes after it do not lead to the hash of head ${serial}`,
  }),
});

export const { tell, saidOf } = keeping(JOURNAL_FAULT);
