import { expect, test } from '@jest/globals';
import { Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import { FrozenProfile } from '@naru/contracts/program/v1/application';
import { Phase } from '@naru/contracts/program/v1/programme';
import fc from 'fast-check';
import { ineligibilities } from './eligibility.ts';

const SECTORS = Object.values(Taxonomy_Sector).filter((one) => one !== 'SECTOR_UNSPECIFIED' && one !== 'UNRECOGNIZED');
const PHASE_1 = Phase.fromPartial({ number: 1, sectors: ['IOT', 'GAME'] });
const PHASE_2 = Phase.fromPartial({ number: 2, putForward: true });

const applicant = fc.record({ sectors: fc.subarray(SECTORS), putForwardBy: fc.constantFrom('', 'org_1') });
const codes = (phase: Phase, { sectors, putForwardBy }: { sectors: Taxonomy_Sector[]; putForwardBy: string }) => {
  const profile = FrozenProfile.fromPartial({ sectors });
  const own = { profile, centreId: 'KR-27', putForwardBy, selectedBefore: false };
  return ineligibilities({ phase, eligibility: undefined }, own).map(({ code }) => code);
};

test('phase 1 admits IoT and games alone, whoever puts the team forward', () =>
  fc.assert(
    fc.property(applicant, (one) => {
      const admitted = one.sectors.includes('IOT') || one.sectors.includes('GAME');
      expect(codes(PHASE_1, one)).toEqual(admitted ? [] : ['SECTOR']);
    }),
  ));

test('phase 2 admits any field, and only who is put forward', () =>
  fc.assert(
    fc.property(applicant, (one) => {
      expect(codes(PHASE_2, one)).toEqual(one.putForwardBy ? [] : ['PUT_FORWARD']);
    }),
  ));
