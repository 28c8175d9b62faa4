/** Texts of refusals about programmes, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { refusing, texts } from '@naru/words/texts';

export const PROGRAMME = texts('programme', {
  external_id_taken: externalIdTaken('programme'),
});

export const { known, refuse } = refusing(PROGRAMME);
