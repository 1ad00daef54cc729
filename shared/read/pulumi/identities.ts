import type { Identity, Subject } from '../../model/subject';
import type { Tree } from '../../model/tree';
import { isMap, many, pointer } from '../../model/tree';
import { accountOf, groundOf, input, type Met, type Reader } from './resource';

type Kind = Exclude<Identity['of'], 'permissionSet'>;

/** The names that a provider has for the inputs of an identity. */
interface IdentityInputs {
  readonly name: string;
  /** A list of documents of its own: which input holds it, and which part of an entry the document. */
  readonly documents?: readonly [list: string, part: string];
  readonly groups?: string;
}

/** What reads a role, user or group: the documents in it, and those of managed policies that it lists. */
export function identityReader(
  of: Kind,
  { name, documents: [list, part] = ['', ''], groups = '' }: IdentityInputs,
): Reader {
  const names = [name, list, groups, 'managedPolicyArns', 'permissionsBoundary'].filter((one) => one !== '');
  return {
    inputs: names,
    read: (met) => {
      const account = accountOf(met);
      const called = input(met, name);
      met.seen.identity(of, called, account, input(met, 'permissionsBoundary'));
      for (const group of many(input(met, groups))) met.seen.join(called, group, account);
      const inline = many(input(met, list)).flatMap((entry, index): Written[] => {
        if (entry === undefined || entry === null) return [];
        const at = isMap(entry) ? pointer('', list, index, part) : pointer('', list, index);
        const document = isMap(entry) ? entry[part] : entry;
        return document === undefined || document === null || document === '' ? [] : [{ at, document }];
      });
      return givenTo(met, of, called, [...inline, ...listedIn(met, 'managedPolicyArns')]);
    },
  };
}

export interface Written {
  readonly at: string;
  readonly document: Tree;
}

/** The documents of managed policies whose ARNs an input lists, as far as they are known. */
export function listedIn(met: Met, list: string): Written[] {
  return many(input(met, list)).flatMap((arn, index): Written[] => {
    const document = met.seen.managed(arn, accountOf(met))?.document;
    return document === undefined ? [] : [{ at: pointer('', list, index), document }];
  });
}

/** Documents that one resource gives somebody, each as somebody has it who has all of them. */
export function givenTo(met: Met, of: Identity['of'], name: Tree | undefined, written: readonly Written[]): Subject[] {
  const account = accountOf(met);
  const keyOf = (at: string) => `${met.urn}${at}`;
  for (const { at, document } of written) met.seen.give(of, name, account, { key: keyOf(at), document });
  return written.map(({ at, document }) => {
    const members = of === 'group' ? met.seen.members(name, account) : [];
    const identities = [
      ...met.seen.as(of, name, account, keyOf(at)),
      ...members.flatMap((member) => met.seen.as('user', member, account, keyOf(at))),
    ];
    return { kind: 'identity', ...groundOf(met, at), document, identities };
  });
}

/** What reads a document that is a resource of its own and names the one who has it. */
export function grantReader(of: Identity['of'], holder: string, document: string): Reader {
  return {
    inputs: [holder, document],
    read: (met) => givenTo(met, of, input(met, holder), documentIn(met, document)),
  };
}

/** What reads a customer managed policy; the lists say who has it, where a provider has such. */
export function policyReader(document: string, name: string, lists: { readonly [input: string]: Kind } = {}): Reader {
  return {
    inputs: [document, name, 'path', ...Object.keys(lists)],
    read: (met) => {
      const account = accountOf(met);
      const written = documentIn(met, document);
      const called = input(met, name);
      const path = input(met, 'path') ?? '/';
      for (const { at, document: tree } of written)
        if (typeof called === 'string' && typeof path === 'string')
          met.seen.policy(`${path}${called}`, account, { key: `${met.urn}${at}`, document: tree });
      const holders = Object.entries(lists).flatMap(([list, of]) =>
        many(input(met, list)).flatMap((one) => (typeof one === 'string' ? [[of, one] as const] : [])),
      );
      return written.map(({ at, document: tree }) => {
        const key = `${met.urn}${at}`;
        for (const [of, one] of holders) met.seen.give(of, one, account, { key, document: tree });
        const identities = holders.flatMap(([of, one]) => met.seen.as(of, one, account, key));
        return { kind: 'identity', ...groundOf(met, at), document: tree, identities };
      });
    },
  };
}

/** The document that an input holds, where it holds one. */
export function documentIn(met: Met, name: string): Written[] {
  const document = input(met, name);
  return document === undefined || document === null || document === '' ? [] : [{ at: pointer('', name), document }];
}
