/** Ids of centres, which are the ISO 3166-2 codes of their regions. */

const CENTRE = /^KR-\d{2}$/;

/** The id where it belongs to a centre, else empty: a body may be a centre or an organisation. */
export const centreOf = (bodyId: string): string => (CENTRE.test(bodyId) ? bodyId : '');
