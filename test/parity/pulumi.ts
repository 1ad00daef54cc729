import { Text } from '../../shared/model/text';
import { isMap, isList, type Tree } from '../../shared/model/tree';
import { unknownString, type PulumiResource } from '../drivers/pulumi';
import { pulumiOf } from '../drivers/seeds';
import { own } from '../table/build';
import type { ParityRow, ParitySubject } from './rows';

// what the provider of a row's resources says about its account; the Region tells the partition
const region = 'eu-west-1';

/** A subject as the engine shows it: classic resources hold documents as JSON text, native ones as objects. */
export function shownOf({ id, seed }: ParitySubject, { owner, isProgram }: ParityRow): readonly PulumiResource[] {
  const account = owner.account === undefined ? undefined : { allowedAccountIds: JSON.stringify([own]) };
  const provider = account === undefined || !isProgram ? account : { ...account, region };
  return pulumiOf(seed, id).map(({ type, name, props }) => ({
    type,
    name,
    props: type.startsWith('aws:') ? asText(wire(props)) : (wire(props) as object),
    ...(provider !== undefined && !type.startsWith('pulumi:') && { provider }),
  }));
}

const documents = ['assumeRolePolicy', 'policy', 'inlinePolicy'];

function asText(props: unknown): object {
  const entries = Object.entries(props as object).map(([key, value]: [string, unknown]) => {
    const isDocument = documents.includes(key) && typeof value === 'object' && value !== null;
    return [key, isDocument ? JSON.stringify(value) : value] as const;
  });
  return Object.fromEntries(entries);
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
