import { parseDocument } from '../../model/policy';
import { Text } from '../../model/text';
import { isList, isMap, many, type Tree, type TreeMap } from '../../model/tree';
import { own } from '../json';
import type { Estate } from './estate';
import type { Instance } from './instance';
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
  const others = (name: string) => many(valueIn(instance, name, estate, 'json')).flatMap(statementsOf);
  const written = many(read('statement')).map((block) => (isMap(block) ? statementOf(block) : (block ?? null)));
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

function statementOf(block: TreeMap): TreeMap {
  const lists: [string, Tree | undefined][] = [
    ['Action', listIn(block, 'actions')],
    ['NotAction', listIn(block, 'not_actions')],
    ['Resource', withVariables(listIn(block, 'resources'))],
    ['NotResource', withVariables(listIn(block, 'not_resources'))],
    ['Principal', principalsIn(block['principals'])],
    ['NotPrincipal', principalsIn(block['not_principals'])],
    ['Condition', conditionsIn(block['condition'])],
  ];
  const { effect, sid } = block;
  return {
    ...(sid !== undefined && sid !== null && sid !== '' && { Sid: sid }),
    Effect: effect ?? 'Allow',
    ...Object.fromEntries(lists.filter(([, tree]) => tree !== undefined)),
  };
}

function listIn(block: TreeMap, name: string): Tree | undefined {
  return oneOrMany(entriesIn(block[name]));
}

/** The values of one-or-many that are there. */
function entriesIn(tree: Tree | undefined): Tree[] {
  return many(tree ?? undefined).filter((one) => one !== undefined && one !== null);
}

function principalsIn(blocks: Tree | undefined): Tree | undefined {
  if (blocks instanceof Text) return blocks;
  const byType = new Map<string, Tree[]>();
  for (const block of many(blocks ?? undefined)) {
    if (!isMap(block)) return block ?? undefined;
    const { type, identifiers } = block;
    // whoever it is, it may be anybody
    if (typeof type !== 'string') return type instanceof Text ? type : undefined;
    byType.set(type, [...(byType.get(type) ?? []), ...entriesIn(withVariables(identifiers))]);
  }
  if (byType.size === 0) return undefined;
  const everybody = byType.get('*');
  if (byType.size === 1 && everybody?.length === 1 && everybody[0] === '*') return '*';
  return Object.fromEntries([...byType].map(([type, all]) => [type, oneOrMany(all)]));
}

function conditionsIn(blocks: Tree | undefined): Tree | undefined {
  if (blocks instanceof Text) return blocks;
  const byTest = new Map<string, Map<string, Tree[]>>();
  for (const block of many(blocks ?? undefined)) {
    if (!isMap(block)) return block ?? undefined;
    const { test, variable, values } = block;
    if (typeof test !== 'string') return test instanceof Text ? test : undefined;
    const byKey = byTest.get(test) ?? new Map<string, Tree[]>();
    // a key that is not known stands in angle brackets, as people see it
    const key = variable instanceof Text ? variable.toString() : String(variable);
    byKey.set(key, [...(byKey.get(key) ?? []), ...entriesIn(withVariables(values))]);
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

// one value is written by itself, as the data source does
function oneOrMany(all: readonly Tree[]): Tree | undefined {
  return all.length > 1 ? all : all[0];
}

/** Terraform would take `${` for its own, so a policy variable is written `&{` in these arguments. */
function withVariables(tree: Tree | undefined): Tree | undefined {
  if (typeof tree === 'string') return tree.replaceAll('&{', '${');
  return isList(tree) ? tree.map((one) => withVariables(one)) : tree;
}
