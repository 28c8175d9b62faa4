/** Reasons as they are shown. Each is made from its stored form (a code, figures and ids), with names for the ids. */
import type { TimetableReason } from '@naru/contracts/program/v1/timetable';
import { byId, type NameOf } from '@naru/kit/names';
import type { Obstacle } from '@naru/timetable-solver/explain';
import type { Clash } from '@naru/timetable-solver/reasons';
import { type AnyText, type Said, sayKept, type Text } from '@naru/words/text';
import type { Texts } from '@naru/words/texts';
import { OBSTACLE, REASON, type Subjects } from './reason-texts.ts';
import type { WhyUnplaced } from './timetable.ts';

type Catalogue = Readonly<Record<string, AnyText>>;
type FiguresOf<T> = T extends Text<infer P> ? Omit<P, keyof Subjects> : never;

/** No search has looked for a place yet. */
export const NOT_YET: WhyUnplaced = { code: 'not_solved', figures: {}, participants: [], slots: [], meetings: [] };

/** A reason with a code of the catalogue and its figures. Its sentence names no party. */
export const shown = <N extends string, T extends Catalogue, Code extends keyof T & string>(
  { of }: Texts<N, T>,
  { code, figures, ...clash }: { code: Code; figures: FiguresOf<T[Code]> } & Clash,
): TimetableReason => answer(code, { clash, said: wordsOf(of[code], { figures, clash, nameOf: byId }) });

/** Why a meeting has no place. A reason of shape 1 is a sentence, which is shown unchanged. */
export function reasonOf({ code, figures, said, ...clash }: WhyUnplaced, nameOf: NameOf): TimetableReason {
  const words: Catalogue = REASON.of;
  return answer(code, { clash, said: said ?? wordsOf(words[code], { figures, clash, nameOf }) });
}

/** Why a meeting cannot be in a slot. */
export const obstacleOf = ({ code, figures, ...clash }: Obstacle, nameOf: NameOf): TimetableReason =>
  answer(code, { clash, said: wordsOf(OBSTACLE.of[code], { figures, clash, nameOf }) });

const answer = (code: string, { clash, said }: { clash: Clash; said: Said }): TimetableReason => ({
  ...{ code, text: said },
  ...{ partyIds: clash.participants, slotIds: clash.slots, meetingIds: clash.meetings },
});

function wordsOf(
  text: AnyText | undefined,
  { figures, clash, nameOf }: { figures: object; clash: Clash; nameOf: NameOf },
): Said {
  const about: Subjects = { parties: clash.participants.map(nameOf), meetingIds: clash.meetings };
  return text ? sayKept(text, { ...figures, ...about }) : { ko: '', en: '' };
}
