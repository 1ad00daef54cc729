import { isObject, type JsonObject, own } from '../json';
import { hasLoop } from './loops';

/**
 * The properties of Globals that count for roles and environments. SAM refuses Globals for others, such as Role and
 * Policies of functions, and has none of these for state machines.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
const shared: { readonly [type: string]: readonly [section: string, properties: readonly string[]] } = {
  'AWS::Serverless::Function': [
    'Function',
    ['Environment', 'AssumeRolePolicyDocument', 'PermissionsBoundary', 'RolePath'],
  ],
};

/** The properties of a resource of SAM with what Globals say for all of its type. */
export function withGlobals(template: unknown, type: string, resource: JsonObject): JsonObject {
  const properties = own(resource, 'Properties');
  const local = isObject(properties) ? properties : {};
  const [section, names] = shared[type] ?? ['', []];
  const all = own(own(template, 'Globals'), section);
  const ignored = own(resource, 'IgnoreGlobals');
  if (!isObject(all) || ignored === '*') return local;
  const counted = names.filter((name) => Object.hasOwn(all, name) && !isListed(ignored, name));
  if (counted.length === 0) return local;
  const given = counted.map((name) => [name, merge(all[name], own(local, name))] as const);
  return { ...local, ...Object.fromEntries(given) };
}

function isListed(ignored: unknown, name: string): boolean {
  return Array.isArray(ignored) && ignored.includes(name);
}

/** As SAM merges: objects by key, lists one after the other, and else what the resource itself says. */
function merge(all: unknown, local: unknown): unknown {
  if (local === undefined) return all;
  if (Array.isArray(all) && Array.isArray(local)) return [...(all as unknown[]), ...(local as unknown[])];
  if (!isPlain(all) || !isPlain(local)) return local;
  const keys = [...new Set([...Object.keys(all), ...Object.keys(local)])];
  return Object.fromEntries(keys.map((key) => [key, merge(own(all, key), own(local, key))]));
}

// a call of a function is one value
function isPlain(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const [first = '', ...more] = Object.keys(value);
  return more.length > 0 || hasLoop(value) || !(first.startsWith('Fn::') || first === 'Ref' || first === 'Condition');
}
