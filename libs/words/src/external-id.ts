/** The refusal of every noun that imports ids of records from another system. */
import { josa } from '@naru/korean/particle';
import { NOUNS, type Noun } from './nouns.ts';
import { exists } from './texts.ts';

/** Another aggregate of the noun has this id already: the record was imported before. */
export const externalIdTaken = (noun: Noun) =>
  exists({
    field: 'source.externalId',
    ko: `다른 ${josa(NOUNS[noun].ko, '이/가')} 이미 쓰고 있는 값입니다. 값을 확인하십시오`,
    en: `another ${NOUNS[noun].en} has this id already; check the id`,
  });
