import type { CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { cloudFormationTypes } from '../shared/read/cloudformation';
import type { Core } from './peer';

/** The template of a stack before it is written, and the constructs behind its resources by logical id. */
export interface Rendered {
  readonly json: { readonly [section: string]: unknown };
  readonly resources: ReadonlyMap<string, CfnResource>;
}

interface Sections {
  [section: string]: unknown;
}

// What counts in the Metadata of a resource that holds nothing to judge.
const words = ['sts-guardrails', 'cdk_nag'] as const;

/**
 * The template that a stack will have, overrides and raw resources included. Resources of types that hold nothing to
 * judge are rendered only as far as somebody looks at them, since rendering is what takes time.
 */
export function renderStack(core: Core, stack: Stack): Rendered {
  const json: Sections = { Resources: {}, Metadata: plain(stack.resolve(stack.templateOptions.metadata)) };
  const resources = new Map<string, CfnResource>();
  for (const element of elementsOf(core, stack)) {
    if (!core.CfnResource.isCfnResource(element)) {
      merge(json, plain(stack.resolve(element._toCloudFormation())));
      continue;
    }
    const id = String(stack.resolve(element.logicalId));
    resources.set(id, element);
    const type = typeOf(element);
    const isWhole = cloudFormationTypes.includes(type) || rendersItself(core, element);
    merge(json, isWhole ? whole(element, id) : { Resources: { [id]: outline(element, type) } });
  }
  return { json, resources };
}

function* elementsOf(core: Core, construct: IConstruct): Generator<CfnElement> {
  if (core.CfnElement.isCfnElement(construct)) yield construct;
  for (const child of construct.node.children) if (!core.Stack.isStack(child)) yield* elementsOf(core, child);
}

/** The type in the template: an override beats what the construct was made with. */
export function typeOf(resource: CfnResource): string {
  const { Type: overridden } = (resource as unknown as { rawOverrides?: { Type?: unknown } }).rawOverrides ?? {};
  return String(resource.stack.resolve(overridden ?? resource.cfnResourceType));
}

/** Whether it may become anything in the template. */
function rendersItself(core: Core, resource: CfnResource): boolean {
  return resource._toCloudFormation !== core.CfnResource.prototype._toCloudFormation;
}

/** What a resource adds to the template; an entry that nobody can read where CDK itself cannot render it. */
function whole(resource: CfnResource, id: string): Sections {
  try {
    return plain(resource.stack.resolve(resource._toCloudFormation())) ?? {};
  } catch {
    return { Resources: { [id]: null } };
  }
}

function outline(resource: CfnResource, Type: string): object {
  let properties: { readonly value: unknown } | undefined;
  return {
    Type,
    Metadata: Object.fromEntries(
      words.map((word) => [word, plain(resource.stack.resolve(resource.getMetadata(word)))]),
    ),
    get Properties(): unknown {
      properties ??= { value: propertiesOf(resource) };
      return properties.value;
    },
  };
}

function propertiesOf(resource: CfnResource): unknown {
  const { Resources = {} } = whole(resource, '') as { Resources?: { [id: string]: { Properties?: unknown } | null } };
  return Object.values(Resources)[0]?.Properties ?? {};
}

function merge(template: Sections, fragment: Sections | undefined): void {
  for (const [section, entries] of Object.entries(fragment ?? {})) {
    const before = template[section];
    // defined one by one: copying would look at what is to stay unrendered
    if (isObject(before) && isObject(entries)) {
      for (const [id, entry] of Object.entries(entries)) define(before, id, entry);
    } else if (entries !== undefined) template[section] = entries;
  }
}

function define(section: object, id: string, value: unknown): void {
  // even for an id of __proto__
  Object.defineProperty(section, id, { value, enumerable: true, configurable: true, writable: true });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As it will stand in the file. */
function plain<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
