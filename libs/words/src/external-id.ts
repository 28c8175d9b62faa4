/** The refusal that every noun has which takes over the id of a record of another system. */
import { josa } from '@naru/korean/particle';
import { NOUNS, type Noun } from './nouns.ts';
import { exists } from './texts.ts';

/** Another thing of the noun carries the id already: it was taken over once. */
export const externalIdTaken = (noun: Noun) =>
  exists({
    field: 'source.externalId',
    ko: `다른 ${josa(NOUNS[noun].ko, '이/가')} 이미 쓰고 있는 값입니다`,
    en: `another ${NOUNS[noun].en} has this id already`,
  });
