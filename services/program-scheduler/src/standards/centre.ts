/** Centres by their ids, which are the ISO 3166-2 codes of their regions. */

const CENTRE = /^KR-\d{2}$/;

/** The id where it is a centre's, else nothing: a body may be a centre or an organisation. */
export const centreOf = (bodyId: string): string => (CENTRE.test(bodyId) ? bodyId : '');
