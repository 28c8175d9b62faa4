/** The own inbox of a person, besides those of the organisations and centres in the person's grants. */
export const PERSON = 'subject:';

export const personOf = (subject: string): string => PERSON + subject;
