import { Text, type Domain } from '../../model/text';
import type { Tree } from '../../model/tree';
import { own } from '../json';
import { indexOf, moduleStepAt, type Key, type ModuleStep, nameIn, partsOf, prefixOf } from './address';
import { referencesOf } from './configuration';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { accountOf, arnOf, kindOf, nameOf, partitionOf } from './names';

/** From where something is referred to: the module, and the instance in whose arguments the reference stands. */
export interface Standpoint {
  readonly address: string;
  readonly modules: readonly ModuleStep[];
  readonly key?: Key;
}

/** What a reference may be the value of, where it names a resource and no attribute: what a dynamic index leaves of it. */
export type Wanted = 'name' | 'arn' | 'json';

/** A reference, followed to where nothing more is known of it. */
export interface Followed {
  /** The whole of it, with the modules it stands in; equal ones have equal values. */
  readonly id: string;
  readonly instance?: Instance;
  readonly attribute?: string;
  /** Whether something that is known, such as each.key, has a part in it. */
  readonly isDerived?: true;
}

const perInstance = /^(?:each|count|self)\b/;
// a variable that is an output that is a variable …
const longestWay = 30;

/** Where the references of an expression lead in the end; through variables and outputs of modules. */
export function follow(
  expression: unknown,
  from: Standpoint,
  estate: Estate,
  levels = longestWay,
): readonly Followed[] {
  if (levels === 0) return [];
  const all = referencesOf(expression);
  const isKeyed = all.some((one) => perInstance.test(one));
  const others = all.filter((one) => !perInstance.test(one));
  const followed = (others.length === 0 ? all : others).flatMap((one) =>
    followOne(one, from, isKeyed, estate, levels - 1).map((end) => (isKeyed ? keyed(end, from) : end)),
  );
  return [...new Map(followed.map((one) => [one.id, one])).values()];
}

/** What a key has a part in: it chooses an instance, or its value differs from instance to instance. */
function keyed(end: Followed, { key, address }: Standpoint): Followed {
  const isChosen = end.instance !== undefined && end.instance.key === key;
  return isChosen || end.id.endsWith(address) ? end : { ...end, id: `${end.id} in ${address}`, isDerived: true };
}

function followOne(
  reference: string,
  from: Standpoint,
  isKeyed: boolean,
  estate: Estate,
  levels: number,
): readonly Followed[] {
  const { configuration } = estate;
  const prefix = prefixOf(from.modules);
  const open: Followed[] = [
    { id: perInstance.test(reference) ? `${reference} of ${from.address}` : `${prefix}${reference}` },
  ];
  const parts = partsOf(reference) ?? [];
  const [first = '', second = ''] = parts.map(nameIn);
  switch (first) {
    case 'var': {
      const call = from.modules.at(-1);
      if (call === undefined) return configuration.variable(second) === undefined ? open : [];
      const outside = from.modules.slice(0, -1);
      const passed = own(own(configuration.call(configuration.module(outside), call.name), 'expressions'), second);
      const address = `${prefixOf(outside)}module.${call.name}${indexOf(call.key)}`;
      const there = { address, modules: outside, ...(call.key !== undefined && { key: call.key }) };
      const found = follow(passed, there, estate, levels);
      // a default, or a value that is spelled there
      return passed === undefined || own(passed, 'constant_value') !== undefined || found.length > 0 ? found : open;
    }
    case 'module': {
      const step = moduleStepAt(parts, 0);
      const output = nameIn(parts[step?.key === undefined ? 2 : 3]);
      if (step === undefined || output === undefined) return open;
      const key = step.key ?? (isKeyed ? from.key : undefined);
      const inside = [...from.modules, { name: step.name, ...(key !== undefined && { key }) }];
      const given = own(own(own(configuration.module(inside), 'outputs'), output), 'expression');
      const found = follow(given, { address: prefixOf(inside), modules: inside }, estate, levels);
      return found.length > 0 ? found : open;
    }
    case 'local':
    case 'each':
    case 'count':
    case 'self':
    case '':
      return open;
    case 'path':
    case 'terraform':
      return [];
    default:
      return [toResource(reference, from, isKeyed, estate)];
  }
}

function toResource(reference: string, from: Standpoint, isKeyed: boolean, estate: Estate): Followed {
  const parts = partsOf(reference) ?? [];
  const start = nameIn(parts[0]) === 'data' ? 3 : 2;
  const next = parts[start];
  const key = next !== undefined && 'key' in next ? next.key : undefined;
  const base = `${prefixOf(from.modules)}${parts.slice(0, start).map(nameIn).join('.')}`;
  const attribute = nameIn(parts[key === undefined ? start : start + 1]);
  const instance =
    estate.find(`${base}${indexOf(key)}`) ??
    (key === undefined && isKeyed ? estate.find(`${base}${indexOf(from.key)}`) : undefined);
  const id =
    instance === undefined
      ? `${prefixOf(from.modules)}${reference}`
      : idOf(instance, parts.slice(key === undefined ? start : start + 1));
  return { id, ...(instance && { instance }), ...(attribute !== undefined && { attribute }) };
}

function idOf({ address }: Instance, rest: readonly ({ readonly name: string } | { readonly key: Key })[]): string {
  return `${address}${rest.map((part) => ('name' in part ? `.${part.name}` : indexOf(part.key))).join('')}`;
}

/** The value that a reference stands for, as far as it is known. */
export function valueOf(followed: Followed, wanted: Wanted | undefined, estate: Estate): Tree {
  if (followed.isDerived !== true) return exactly(followed, wanted, estate);
  return Text.of({ id: followed.id, domain: isArn(exactly(followed, wanted, estate)) ? 'arn' : 'free' });
}

/** Whether a reference is to the JSON of a policy that a data source puts together. */
export function isDocument({ instance, attribute = 'json' }: Followed): boolean {
  return instance?.type === 'aws_iam_policy_document' && (attribute === 'json' || attribute === 'minified_json');
}

/** Whether a value is an ARN, whatever is open in it. */
export function isArn(tree: Tree): boolean {
  const text = tree instanceof Text ? tree : Text.of(typeof tree === 'string' ? tree : '');
  const [first] = text.pieces;
  return (typeof first === 'string' && first.startsWith('arn:')) || text.hole?.domain === 'arn';
}

function exactly(followed: Followed, wanted: Wanted | undefined, estate: Estate): Tree {
  const { instance, id } = followed;
  if (instance === undefined) return hole(id);
  const { type, address } = instance;
  const attribute = followed.attribute ?? wanted;
  const owner = estate.owners.of(instance);
  const kind = kindOf(type);
  if (isDocument(followed)) return estate.document(instance) ?? hole(id);
  if (attribute === 'arn' || (attribute === 'id' && (kind === 'policy' || kind?.endsWith('provider') === true)))
    return arnOf(instance, owner);
  if (kind !== undefined && kind !== 'policy' && (attribute === 'id' || isName(attribute))) return nameOf(instance);
  if (type === 'aws_caller_identity' && attribute === 'account_id') return accountOf(owner);
  if (type === 'aws_partition' && attribute === 'partition') return partitionOf(owner);
  return Text.of({
    id: `${address}${id.slice(address.length) || `.${attribute ?? ''}`}`,
    domain: domainOf(type, attribute),
  });
}

// awscc names a role role_name
function isName(attribute: string | undefined): boolean {
  return attribute !== undefined && /^(?:(?:role|user|group)_)?name$/.test(attribute);
}

function domainOf(type: string, attribute: string | undefined): Domain {
  if (type === 'aws_organizations_account' && attribute === 'id') return 'account';
  if (type === 'aws_region' && (attribute === 'name' || attribute === 'region' || attribute === 'id')) return 'region';
  return attribute === 'unique_id' ? 'name' : 'free';
}

function hole(id: string): Text {
  return Text.of({ id, domain: 'free' });
}
