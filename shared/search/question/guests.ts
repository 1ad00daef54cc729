import { hasWild, matches } from '../../iam/glob';
import { legal } from '../legal';
import type { Among } from '../question';

const guest = 'unauthenticated';
const ofGuests = legal(guest.length, [guest]);

/**
 * What stands in the token of a guest whom an identity pool has not asked to log in; no value where the policy spells
 * it out for those whom it lets in, since the role is then made for guests.
 */
export const guests: Among = ({ name }, { allows }) => {
  const key = name.toLowerCase();
  const meant = allows.some(({ clauses }) =>
    clauses.some(
      (clause) =>
        clause.key === key &&
        clause.use?.operator.negated === false &&
        clause.values.some(({ test, code }) => isGuest(test?.glob?.sure.code ?? code)),
    ),
  );
  return meant ? undefined : { legal: ofGuests, excluded: [], samples: [guest] };
};

function isGuest(code: string): boolean {
  return !hasWild(code) && matches({ code, fold: true }, guest, 'sure');
}
