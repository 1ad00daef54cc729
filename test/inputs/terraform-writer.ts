import { Text, type Hole } from '../../shared/model/text';
import { isList, isMap, type Tree, type TreeMap } from '../../shared/model/tree';

/** A resource, or a data source, as a configuration has it; what is not known before apply is a Text in it. */
export interface Declared {
  readonly mode?: 'data';
  readonly type: string;
  readonly name: string;
  readonly args: TreeMap;
  /** What only apply tells beside the arguments. */
  readonly later?: readonly string[];
  /** The key of its provider. */
  readonly provider: string;
}

/** The value of a hole that another resource has: `aws_iam_role.a.arn`. */
export function referenceTo(address: string): Text {
  return Text.of({ id: address, domain: 'free' });
}

export function addressOf({ mode, type, name }: Pick<Declared, 'mode' | 'type' | 'name'>): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** What a plan says of a resource: what changes, and what the configuration is. */
export function planned(one: Declared): { readonly change: object; readonly configuration: object } {
  const { mode = 'managed', type, name, provider } = one;
  const head = { address: addressOf(one), mode, type, name };
  const names = Object.keys(one.args).filter((key) => one.args[key] !== undefined);
  const after = Object.fromEntries(names.flatMap((key) => entry(key, known(one.args[key]))));
  const unknown = Object.fromEntries([
    ...names.flatMap((key) => entry(key, unknownIn(one.args[key]))),
    ...['id', ...(one.later ?? [])].map((key) => [key, true] as const),
  ]);
  const actions = [mode === 'data' ? 'read' : 'create'];
  return {
    change: {
      ...head,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions, before: null, after, after_unknown: unknown, before_sensitive: false, after_sensitive: {} },
    },
    configuration: {
      ...head,
      provider_config_key: provider,
      expressions: Object.fromEntries(names.map((key) => [key, expressionOf(key, one.args[key])])),
      schema_version: 0,
    },
  };
}

/** What a state says of a resource, all of which is known. */
export function stored(one: Declared, more: object): object {
  const { mode = 'managed', type, name } = one;
  const values = { ...(known(one.args) as object), ...more };
  const provider = 'registry.terraform.io/hashicorp/aws';
  return {
    address: addressOf(one),
    mode,
    type,
    name,
    provider_name: provider,
    schema_version: 0,
    values,
    sensitive_values: {},
  };
}

const blockNames = [
  'statement',
  'principals',
  'not_principals',
  'condition',
  'inline_policy',
  'permissions_boundary',
  'environment',
];

// a plan leaves out what is not known in objects, and has null for it in lists
function known(tree: Tree | undefined): unknown {
  if (tree instanceof Text) return tree.literal;
  if (isList(tree)) return tree.map((one) => known(one) ?? null);
  if (!isMap(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).flatMap(([key, value]) => entry(key, known(value))));
}

function unknownIn(tree: Tree | undefined): unknown {
  if (tree instanceof Text) return tree.literal === undefined ? true : undefined;
  if (isList(tree)) return tree.map((one) => unknownIn(one) ?? false);
  if (!isMap(tree)) return undefined;
  return Object.fromEntries(Object.entries(tree).flatMap(([key, value]) => entry(key, unknownIn(value))));
}

function entry(key: string, value: unknown): readonly (readonly [string, unknown])[] {
  return value === undefined ? [] : [[key, value]];
}

function expressionOf(name: string, tree: Tree | undefined): unknown {
  if (blockNames.includes(name) && isList(tree)) {
    return tree.map((block) =>
      isMap(block)
        ? Object.fromEntries(Object.entries(block).map(([key, value]) => [key, expressionOf(key, value)]))
        : {},
    );
  }
  const holes = holesIn(tree);
  if (holes.length === 0) return { constant_value: known(tree) };
  // Terraform lists what is referred to, and then the resource that has it
  return { references: holes.flatMap(({ id }) => [id, id.replace(/\.[^.]+$/, '')]) };
}

export function holesIn(tree: Tree | undefined): readonly Hole[] {
  if (tree instanceof Text) return tree.holes;
  if (isList(tree)) return tree.flatMap(holesIn);
  return isMap(tree) ? Object.values(tree).flatMap(holesIn) : [];
}
