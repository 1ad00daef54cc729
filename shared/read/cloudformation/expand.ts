import { pointer } from '../../model/tree';
import { isObject, type JsonObject, own } from '../json';
import { hasLoop, unroll, type Unrolled, writtenBy } from './loops';
import { type NestedTemplate, nestedIn } from './nested';
import type { Origin, Origins } from './origin';
import { read } from './resolve';
import { addSam, hasSam } from './sam';
import { type Knowledge, Scope } from './scope';

/** A template as it is deployed, as far as that can be told: loops written out, and what SAM makes of its resources. */
export interface Expanded {
  readonly scope: Scope;
  /** Of the resources that do not stand in the template as they are. */
  readonly origins: Origins;
  /** The resources that were made of each, itself among them, by logical id; of all others nothing is said here. */
  readonly made: ReadonlyMap<string, readonly string[]>;
}

const sections = ['Conditions', 'Resources', 'Outputs'] as const;

/** The template, as it is deployed, with what the host knows; the very same one where nothing in it is to be written out. */
export function expand(source: unknown, knowledge: Knowledge = {}): Expanded {
  const origins = new Map<string, Origin>();
  const unrolled = withProperties(withoutLoops(source, knowledge, origins), knowledge);
  const resources = own(unrolled, 'Resources');
  if (!isObject(resources) || !hasSam(resources))
    return { scope: new Scope(unrolled, knowledge, read), origins, made: new Map() };
  const { template, made } = addSam(unrolled as JsonObject, resources, origins);
  return { scope: new Scope(template, knowledge, read), origins, made };
}

/** The templates in files of their own that a template deploys. */
export function readNested(source: unknown): readonly NestedTemplate[] {
  const { scope } = expand(source);
  const resources = own(scope.template, 'Resources');
  if (!isObject(resources)) return [];
  return Object.entries(resources).flatMap(([id, resource]) => nestedIn(id, resource, scope, {}) ?? []);
}

function withoutLoops(source: unknown, knowledge: Knowledge, origins: Map<string, Origin>): unknown {
  const looped = sections.filter((name) => hasLoop(own(source, name)));
  if (looped.length === 0) return source;
  const scope = new Scope(source, knowledge, read);
  const changed = looped.map((name) => {
    const entries = apart(unroll(own(source, name) as JsonObject, scope));
    if (name === 'Resources') for (const [key, entry] of entries) note(key, entry, origins);
    return [name, Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))] as const;
  });
  return { ...(source as JsonObject), ...Object.fromEntries(changed) };
}

const macro = 'Fn::Transform';

/**
 * The template with the properties that loops write; a loop of which nobody knows what it writes stays. What a macro
 * beside the properties of a resource writes may be properties as well.
 */
function withProperties(source: unknown, knowledge: Knowledge): unknown {
  const resources = own(source, 'Resources');
  if (!isObject(resources)) return source;
  let scope: Scope | undefined;
  const changed: { [id: string]: unknown } = {};
  for (const id in resources) {
    const resource = resources[id];
    const properties = own(resource, 'Properties') ?? {};
    const call = own(resource, macro);
    if (!isObject(properties) || !(call !== undefined || hasLoop(properties))) continue;
    const all = hasLoop(properties) ? writtenBy(properties, (scope ??= new Scope(source, knowledge, read))) : undefined;
    const Properties = { ...(all ?? properties), ...(call !== undefined && { [macro]: call }) };
    changed[id] = { ...(resource as JsonObject), Properties };
  }
  if (Object.keys(changed).length === 0) return source;
  return { ...(source as JsonObject), Resources: { ...resources, ...changed } };
}

/** The entries by keys of their own: two of one name, which CloudFormation refuses, are both to be seen. */
function apart(entries: readonly Unrolled[]): ReadonlyMap<string, Unrolled> {
  const found = new Map<string, Unrolled>();
  for (const entry of entries) found.set(found.has(entry.key) ? `${entry.key} #${found.size}` : entry.key, entry);
  return found;
}

function note(key: string, entry: Unrolled, origins: Map<string, Origin>): void {
  if (entry.at !== pointer('', key)) origins.set(key, { at: `/Resources${entry.at}`, id: entry.key });
}
