import type { Identity, Subject } from '../../model/subject';
import { isMap, many, pointer, type Tree } from '../../model/tree';
import { Text } from '../../model/text';
import { accountOf, groundOf, input, type Met, type Reader } from './resource';

/**
 * What reads an attachment of managed policies to identities. A policy of AWS is judged here; one of the run was judged
 * by itself where it stands, and is judged here where its holder has more than that, such as a boundary.
 */
export function attachmentReader(arns: string, holders: { readonly [input: string]: Identity['of'] }): Reader {
  return {
    inputs: [arns, ...Object.keys(holders)],
    read: (met) => {
      const names = Object.entries(holders).flatMap(([name, of]) =>
        many(input(met, name)).map((one): Holder => [of, one]),
      );
      const value = input(met, arns);
      const isMany = Array.isArray(value);
      return many(value).flatMap((arn, index) =>
        attached(met, arn, names, isMany ? pointer('', arns, index) : pointer('', arns)),
      );
    },
  };
}

type Holder = readonly [of: Identity['of'], name: Tree | undefined];

function attached(met: Met, arn: Tree | undefined, names: readonly Holder[], at: string): Subject[] {
  const account = accountOf(met);
  const given = met.seen.managed(arn, account);
  if (given?.document === undefined) return [];
  const isOfAws = given.key === arn;
  const key = isOfAws ? `${met.urn}${at}` : given.key;
  for (const [of, name] of names) met.seen.give(of, name, account, { key, document: given.document });
  const identities = names.flatMap(([of, name]) => met.seen.as(of, name, account, key));
  const hasMore = identities.some(({ documents, boundary }) => documents.length > 0 || boundary !== undefined);
  if (!isOfAws && !hasMore) return [];
  return [{ kind: 'identity', ...groundOf(met, at), document: given.document, identities }];
}

/** What reads who is in which group. */
export function membershipReader(users: string, groups: string): Reader {
  return {
    inputs: [users, groups],
    read: (met) => {
      for (const user of many(input(met, users)))
        for (const group of many(input(met, groups))) met.seen.join(user, group, accountOf(met));
      return [];
    },
  };
}

/** What reads the boundary of a permission set; a policy of the customer’s stands in each account, and only its name here. */
export const setBoundaryReader: Reader = {
  inputs: ['permissionSetArn', 'permissionsBoundary'],
  read: (met) => {
    const boundary = boundaryOf(input(met, 'permissionsBoundary'));
    met.seen.identity('permissionSet', input(met, 'permissionSetArn'), accountOf(met), boundary);
    return [];
  },
};

/** A boundary as Identity Center has it: the ARN of a policy of AWS, or a name. */
export function boundaryOf(boundary: Tree | undefined): Tree | undefined {
  if (!isMap(boundary)) return boundary;
  const arn = boundary['managedPolicyArn'];
  return arn ?? Text.of({ id: 'the policy of each account that is the boundary', domain: 'free' });
}
