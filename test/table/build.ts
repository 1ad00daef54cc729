import { Text, type Domain, type Hole, type Piece } from '../../shared/model/text';
import { Choice, type Tree } from '../../shared/model/tree';

/** Accounts of the rows: the role's own, one of the same organization, a vendor's, one that nobody has heard of. */
export const own = '111122223333';
export const member = '444455556666';
export const vendorAccount = '999988887777';
export const otherAccount = '777766665555';

/** The organization that rows pin, and one that somebody else has. */
export const organization = 'o-a1b2c3d4e5';
export const otherOrganization = 'o-zzzz9999yy';

export interface Statement {
  readonly [element: string]: Tree | undefined;
}

type Conditions = { readonly [operator: string]: Tree | undefined };

/** A value that is not known yet; one id is one value. */
export function hole(id: string, domain: Domain = 'free'): Hole {
  return { id, domain };
}

/** A text with holes. */
export function text(...pieces: readonly Piece[]): Text {
  return Text.of(...pieces);
}

/** A value that a condition of the template decides. */
export function choice(condition: string, then: Tree | undefined, otherwise: Tree | undefined): Choice {
  return new Choice(condition, then, otherwise);
}

/** Everybody in an account that may hand the permission out. */
export function account(id: string | Hole): { AWS: Tree } {
  return iam(id, 'root');
}

/** A principal of an account, such as `role/Deploy`. */
export function iam(id: string | Hole, name: string): { AWS: Tree } {
  return { AWS: arn(id, name) };
}

/** The ARN of a principal of an account. */
export function arn(id: string | Hole, name: string): Text | string {
  const made = Text.of('arn:aws:iam::', id, `:${name}`);
  return made.literal ?? made;
}

export const everybody = { AWS: '*' };
export const vendor = account(vendorAccount);
export const ourselves = account(own);

/** A statement that lets these principals assume the role; `more` replaces elements or adds some. */
export function allow(principal: Tree, conditions?: Conditions, more: Statement = {}): Statement {
  return statement('Allow', principal, 'sts:AssumeRole', conditions, more);
}

/** A statement that keeps these principals from everything STS has. */
export function deny(principal: Tree, conditions?: Conditions, more: Statement = {}): Statement {
  return statement('Deny', principal, 'sts:*', conditions, more);
}

function statement(
  effect: string,
  principal: Tree,
  action: string,
  conditions: Conditions | undefined,
  more: Statement,
): Statement {
  return {
    Effect: effect,
    Principal: principal,
    Action: action,
    ...(conditions !== undefined && { Condition: conditions }),
    ...more,
  };
}

/** A policy of these statements. */
export function doc(...statements: readonly (Tree | undefined)[]): { readonly [element: string]: Tree | undefined } {
  return { Version: '2012-10-17', Statement: statements };
}

/** Conditions on one key under one operator. */
export function when(operator: string, key: string, value: Tree): Conditions {
  return { [operator]: { [key]: value } };
}
