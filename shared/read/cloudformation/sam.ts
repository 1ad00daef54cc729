import { isObject, type JsonObject, own } from '../json';
import { pointer } from '../../model/tree';
import type { Origin } from './origin';
import { withGlobals } from './sam-globals';
import { policiesOf } from './sam-policies';

/** The services that SAM lets have the roles it makes, by the type of the resource that it makes each for. */
const services: { readonly [type: string]: string } = {
  'AWS::Serverless::Function': 'lambda.amazonaws.com',
  'AWS::Serverless::StateMachine': 'states.amazonaws.com',
};

/** The types of SAM of which roles are made, or that hold something to judge themselves. */
export const samTypes: readonly string[] = Object.keys(services);

/** Whether SAM makes roles of some of these resources. */
export function hasSam(resources: JsonObject): boolean {
  for (const id in resources) if (isSam(resources[id])) return true;
  return false;
}

function isSam(resource: unknown): resource is JsonObject {
  const type = own(resource, 'Type');
  return typeof type === 'string' && Object.hasOwn(services, type);
}

/**
 * The template with Globals in their place and with the roles that SAM makes for functions and state machines that name
 * none of their own.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function addSam(template: JsonObject, resources: JsonObject, origins: Map<string, Origin>) {
  const all: [string, unknown][] = [];
  const made = new Map<string, readonly string[]>();
  const negated: [string, unknown][] = [];
  for (const [id, resource] of Object.entries(resources)) {
    const type = String(own(resource, 'Type'));
    const properties = isSam(resource) ? propertiesIn(template, type, resource) : undefined;
    if (!isSam(resource) || properties === undefined) {
      all.push([id, resource]);
      continue;
    }
    all.push([id, { ...resource, Properties: properties }]);
    const role = `${id}Role`;
    const condition = conditionOfRole(own(properties, 'Role'), own(resource, 'Condition'));
    if (condition === undefined || Object.hasOwn(resources, role)) continue;
    if (condition.negates !== undefined)
      negated.push([`NOT${condition.negates}`, { 'Fn::Not': [{ Condition: condition.negates }] }]);
    const { inside, ...policies } = policiesOf(own(properties, 'Policies'));
    all.push([role, roleOf(type, resource, properties, condition.name, policies)]);
    made.set(id, [id, role]);
    origins.set(role, {
      at: origins.get(id)?.at ?? pointer('/Resources', id),
      id: origins.get(id)?.id ?? id,
      type,
      inside,
    });
  }
  const conditions = own(template, 'Conditions');
  return {
    made,
    template: {
      ...template,
      Resources: Object.fromEntries(all),
      ...(negated.length > 0 && {
        Conditions: { ...Object.fromEntries(negated), ...(isObject(conditions) && conditions) },
      }),
    },
  };
}

/** What is no object stays as it is, to be reported. */
function propertiesIn(template: JsonObject, type: string, resource: JsonObject): JsonObject | undefined {
  const properties = own(resource, 'Properties') ?? {};
  return isObject(properties) ? withGlobals(template, type, resource) : undefined;
}

/** On which condition SAM makes a role, undefined where the resource always has one of its own. */
function conditionOfRole(
  role: unknown,
  condition: unknown,
): { readonly name?: unknown; readonly negates?: string } | undefined {
  if (role === undefined || isNoValue(role)) return condition === undefined ? {} : { name: condition };
  const sides = own(role, 'Fn::If');
  const [name, then, otherwise] = Array.isArray(sides) ? (sides as unknown[]) : [];
  if (typeof name !== 'string') return undefined;
  if (isNoValue(then)) return isNoValue(otherwise) ? {} : { name };
  return isNoValue(otherwise) ? { name: `NOT${name}`, negates: name } : undefined;
}

function isNoValue(value: unknown): boolean {
  return value === null || own(value, 'Ref') === 'AWS::NoValue';
}

function roleOf(
  type: string,
  resource: JsonObject,
  properties: JsonObject,
  condition: unknown,
  policies: object,
): object {
  const given = type === 'AWS::Serverless::Function' ? own(properties, 'AssumeRolePolicyDocument') : undefined;
  const boundary = own(properties, 'PermissionsBoundary');
  const path = own(properties, 'RolePath');
  const metadata = own(resource, 'Metadata');
  // a macro or a loop among the properties may write policies
  const unseen = Object.entries(properties).filter(([name]) => name.startsWith('Fn::'));
  return {
    Type: 'AWS::IAM::Role',
    ...(condition !== undefined && { Condition: condition }),
    ...(metadata !== undefined && { Metadata: metadata }),
    Properties: {
      AssumeRolePolicyDocument: given ?? trustOf(services[type]),
      ...policies,
      ...Object.fromEntries(unseen),
      ...(boundary !== undefined && { PermissionsBoundary: boundary }),
      ...(path !== undefined && { Path: path }),
    },
  };
}

function trustOf(service: string | undefined): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: [service] } }],
  };
}
