import { type Domain, Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { isList, isMap } from '../../model/tree';
import { isObject, own } from '../json';
import { openReferences } from './dynamic';
import type { Scope } from './scope';
import { asText } from './text';

/** `Fn::FindInMap`: the value, also where a key is open and every value it can lead to is the same; else a hole. */
export function findInMap(argument: Tree | undefined, scope: Scope): Tree {
  const [map, ...keys] = isList(argument) ? argument : [];
  const open = (domain: Domain = 'free') =>
    scope.open('FindInMap', isList(argument) ? argument.slice(0, 3) : argument, '.', undefined, domain);
  if (typeof map !== 'string' || keys.length < 2) return open();
  const [first, second, options] = keys;
  const found = under(scope.find('Mappings', map), first).flatMap((entry) => under(entry, second));
  const fallback = isMap(options) ? options['DefaultValue'] : undefined;
  const isSettled = asText(first)?.literal !== undefined && asText(second)?.literal !== undefined;
  if (fallback !== undefined && (found.length === 0 || !isSettled)) found.push(fallback);
  const [value, ...others] = found;
  if (!isPlain(value)) return open();
  const spelled = JSON.stringify(value);
  if (others.every((other) => JSON.stringify(other) === spelled)) return openReferences(value, scope) ?? open();
  const services = found.map((one) => (typeof one === 'string' ? servicePrincipal.exec(one)?.[1] : undefined));
  const [service] = services;
  // one service under its names of several partitions
  if (service !== undefined && services.every((one) => one === service)) return Text.of(`${service}.`, open('suffix'));
  return open(domainOf(found));
}

const servicePrincipal =
  /^([a-z0-9.-]+?)\.(?:amazonaws\.(?:com|com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;

const forms: readonly (readonly [domain: Domain, form: RegExp])[] = [
  ['account', /^\d{12}$/],
  ['partition', /^aws(?:-[a-z]+)*$/],
  ['arn', /^arn(?::[^:*?$]*){4}:[^*?$]+$/],
];

/** What all of these values are, and so the one that a deployment takes. */
function domainOf(values: readonly unknown[]): Domain {
  const all = (form: RegExp): boolean => values.every((value) => typeof value === 'string' && form.test(value));
  return forms.find(([, form]) => all(form))?.[0] ?? 'free';
}

/** What stands under the key; under every key where it is not known. */
function under(map: unknown, key: Tree | undefined): unknown[] {
  const text = asText(key);
  if (!isObject(map) || text === undefined) return [];
  if (text.literal === undefined) return Object.values(map);
  const value = own(map, text.literal);
  return value === undefined ? [] : [value];
}

type Plain = string | number | boolean | readonly string[];

function isPlain(value: unknown): value is Plain {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
