import { Text } from '../../shared/model/text';
import { isList, isMap, type Tree } from '../../shared/model/tree';
import { unknownString, type PulumiResource } from '../drivers/pulumi';
import { own } from '../table/build';
import { isPlain } from '../laws/trees';
import type { ParityRow } from './rows';

/** A row as the engine shows it: classic resources hold the policy as JSON text, native ones as an object. */
export function resourceOf({ id, subject }: ParityRow): PulumiResource {
  const { trust, maxSeconds, owner } = subject;
  const classic = isPlain(trust);
  const policy = classic && isMap(trust) ? JSON.stringify(trust) : wire(trust);
  const provider = owner.account === undefined ? undefined : { allowedAccountIds: JSON.stringify([own]) };
  return {
    type: classic ? 'aws:iam/role:Role' : 'aws-native:iam:Role',
    name: id,
    props: {
      // as the provider fills it in; a resource without any input is one that a targeted run passes over
      path: '/',
      ...(policy !== undefined && { [classic ? 'assumeRolePolicy' : 'assumeRolePolicyDocument']: policy }),
      ...(maxSeconds !== undefined && { maxSessionDuration: wire(maxSeconds) }),
    },
    ...(provider !== undefined && { provider }),
  };
}

/** A tree in the engine's own form, with its stand-in for what is not known yet. Choices have none. */
function wire(tree: Tree | undefined): unknown {
  if (tree instanceof Text)
    return tree.pieces.map((piece) => (typeof piece === 'string' ? piece : unknownString)).join('');
  if (isList(tree)) return tree.filter((item) => item !== undefined).map(wire);
  if (!isMap(tree)) return tree;
  const written = Object.entries(tree).map(([key, value]) => [key, wire(value)] as const);
  return Object.fromEntries(written.filter(([, value]) => value !== undefined));
}
