import { Text, type Piece } from '../../shared/model/text';
import type { Tree } from '../../shared/model/tree';

export { allow, choice, deny, doc, hole, when } from '../../shared/testing/build';

/** Accounts of the rows: the role's own, one of the same organization, a vendor's, one that nobody has heard of. */
export const own = '111122223333';
export const member = '444455556666';
export const vendorAccount = '999988887777';
export const otherAccount = '777766665555';

/** The organization that rows pin, and one that somebody else has. */
export const organization = 'o-a1b2c3d4e5';
export const otherOrganization = 'o-zzzz9999yy';

/** A text with holes. */
export function text(...pieces: readonly (Piece | Text)[]): Text {
  return Text.of(...pieces);
}

/** Everybody in an account that may hand the permission out. */
export function account(id: string | Text): { AWS: Tree } {
  return iam(id, 'root');
}

/** A principal of an account, such as `role/Deploy`. */
export function iam(id: string | Text, name: string): { AWS: Tree } {
  return { AWS: arn(id, name) };
}

/** The ARN of a principal of an account. */
export function arn(id: string | Text, name: string): Text | string {
  const made = Text.of('arn:aws:iam::', id, `:${name}`);
  return made.literal ?? made;
}

export const everybody = { AWS: '*' };
export const vendor = account(vendorAccount);
export const ourselves = account(own);
