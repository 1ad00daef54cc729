import { own } from '../json';
import { indexOf, moduleStepAt, type Key, type ModuleStep, nameIn, partsOf, prefixOf } from './address';
import { referencesOf } from './configuration';
import type { Estate } from './estate';
import type { Instance } from './instance';

/** From where something is referred to: the module, and the instance in whose arguments the reference stands. */
export interface Standpoint {
  readonly address: string;
  readonly modules: readonly ModuleStep[];
  readonly key?: Key;
}

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
  // modules that hand over what they are handed would be walked through by all ways, which are more than anybody can count
  const key = `${from.address} ${prefixOf(from.modules)} ${indexOf(from.key)}`;
  const known = estate.followed(expression);
  const before = known?.get(key);
  if (before !== undefined) return before;
  // what leads back to itself leads nowhere
  known?.set(key, []);
  const found = followAll(expression, from, estate, levels);
  known?.set(key, found);
  return found;
}

function followAll(expression: unknown, from: Standpoint, estate: Estate, levels: number): readonly Followed[] {
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
