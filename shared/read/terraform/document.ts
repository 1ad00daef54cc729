import { parseDocument } from '../../model/policy';
import { Text } from '../../model/text';
import { isList, isMap, many, type Tree, type TreeMap } from '../../model/tree';
import { own } from '../json';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { entriesIn, oneOrMany, setIn } from './sets';
import { valueIn } from './values';

const sources = ['source_json', 'source_policy_documents'] as const;
const overrides = ['override_json', 'override_policy_documents'] as const;

/**
 * The policy that a data source `aws_iam_policy_document` puts together of its arguments, before it is read.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentOf(instance: Instance, estate: Estate): Tree {
  const json = own(instance.values, 'json');
  if (typeof json === 'string') return json;
  const read = (name: string): Tree | undefined => valueIn(instance, name, estate);
  const others = (name: string) => [
    ...many(valueIn(instance, name, estate, 'json')).flatMap(statementsOf),
    // a list that is not known as a whole may hold more than what it refers to
    ...(name.endsWith('s') && own(instance.unknown, name) === true
      ? [Text.of({ id: `${instance.address}.${name}`, domain: 'free' })]
      : []),
  ];
  const written = many(read('statement')).map((block, index) =>
    isMap(block) ? statementOf(block, `${instance.address}.statement[${index}]`) : (block ?? null),
  );
  const before = sources.flatMap(others);
  const after = overrides.flatMap(others);
  const version = read('version');
  return {
    Version: version === null || version === undefined || version === '' ? '2012-10-17' : version,
    Statement: merged([...before, ...written], after),
  };
}

/** The statements of another document; one that is not known may hold any. */
function statementsOf(document: Tree | undefined): readonly Tree[] {
  if (document === undefined || document === null || document === '') return [];
  if (document instanceof Text && document.hole !== undefined) return [document];
  const parsed = isMap(document) ? { tree: document } : parseDocument(document);
  const tree = 'tree' in parsed ? parsed.tree : undefined;
  const statement = isMap(tree)
    ? Object.entries(tree).find(([key]) => key.toLowerCase() === 'statement')?.[1]
    : undefined;
  if (statement === undefined) return [Text.of({ id: 'a policy document that cannot be read', domain: 'free' })];
  return (isList(statement) ? statement : [statement]).flatMap((one) => (one === undefined ? [] : [one]));
}

/** Statements with those of the same Sid that come later in the place of earlier ones. */
function merged(first: readonly Tree[], later: readonly Tree[]): readonly Tree[] {
  const all: Tree[] = [];
  for (const one of [...first, ...later]) {
    const sid = sidOf(one);
    const index = sid === undefined ? -1 : all.findIndex((other) => sidOf(other) === sid);
    if (index < 0) all.push(one);
    else all[index] = one;
  }
  return all;
}

function sidOf(statement: Tree): string | undefined {
  const sid = isMap(statement) ? statement['Sid'] : undefined;
  return typeof sid === 'string' && sid !== '' ? sid : undefined;
}

function statementOf(block: TreeMap, path: string): TreeMap {
  const set = (name: string) => oneOrMany(entriesIn(setIn(block, name, path)));
  const lists: [string, Tree | undefined][] = [
    ['Action', set('actions')],
    ['NotAction', set('not_actions')],
    ['Resource', withVariables(set('resources'))],
    ['NotResource', withVariables(set('not_resources'))],
    ['Principal', principalsIn(block['principals'], `${path}.principals`)],
    ['NotPrincipal', principalsIn(block['not_principals'], `${path}.not_principals`)],
    ['Condition', conditionsIn(block['condition'], `${path}.condition`)],
  ];
  const { effect, sid } = block;
  return {
    ...(sid !== undefined && sid !== null && sid !== '' && { Sid: sid }),
    Effect: effect ?? 'Allow',
    ...Object.fromEntries(lists.filter(([, tree]) => tree !== undefined)),
  };
}

function principalsIn(blocks: Tree | undefined, path: string): Tree | undefined {
  if (blocks instanceof Text) return blocks;
  const byType = new Map<string, Tree[]>();
  for (const [index, block] of many(blocks ?? undefined).entries()) {
    if (!isMap(block)) return block ?? undefined;
    const { type } = block;
    // whoever it is, it may be anybody
    if (typeof type !== 'string') return type instanceof Text ? type : undefined;
    const identifiers = entriesIn(withVariables(setIn(block, 'identifiers', `${path}[${index}]`)));
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  }
  if (byType.size === 0) return undefined;
  const everybody = byType.get('*');
  if (byType.size === 1 && everybody?.length === 1 && everybody[0] === '*') return '*';
  return Object.fromEntries([...byType].map(([type, all]) => [type, oneOrMany(all)]));
}

function conditionsIn(blocks: Tree | undefined, path: string): Tree | undefined {
  if (blocks instanceof Text) return blocks;
  const byTest = new Map<string, Map<string, Tree[]>>();
  for (const [index, block] of many(blocks ?? undefined).entries()) {
    if (!isMap(block)) return block ?? undefined;
    const { test, variable } = block;
    if (typeof test !== 'string') return test instanceof Text ? test : undefined;
    const byKey = byTest.get(test) ?? new Map<string, Tree[]>();
    // a key that is not known stands in angle brackets, as people see it
    const key = variable instanceof Text ? variable.toString() : String(variable);
    const values = entriesIn(withVariables(setIn(block, 'values', `${path}[${index}]`)));
    byKey.set(key, [...(byKey.get(key) ?? []), ...values]);
    byTest.set(test, byKey);
  }
  if (byTest.size === 0) return undefined;
  return Object.fromEntries(
    [...byTest].map(([test, keys]) => [
      test,
      Object.fromEntries([...keys].map(([key, values]) => [key, oneOrMany(values) ?? []])),
    ]),
  );
}

/** Terraform would take `${` for its own, so a policy variable is written `&{` in these arguments. */
function withVariables(tree: Tree | undefined): Tree | undefined {
  if (typeof tree === 'string') return tree.replaceAll('&{', '${');
  return isList(tree) ? tree.map((one) => withVariables(one)) : tree;
}
