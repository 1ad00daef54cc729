import { isObject } from '../json';
import { policyTemplates } from './sam-policy-templates';

/** The properties of a role that the Policies of a resource of SAM become, and where each of them is written. */
export interface RolePolicies {
  readonly Policies: readonly unknown[];
  readonly ManagedPolicyArns: readonly unknown[];
  /** Where a place in these properties is written, as a place in those of the resource. */
  readonly inside: (place: string) => string;
}

/**
 * What SAM makes of the Policies of a function or a state machine: names and ARNs of managed policies, documents, and
 * calls of policy templates.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function policiesOf(policies: unknown): RolePolicies {
  const entries = Array.isArray(policies) ? (policies as unknown[]) : policies === undefined ? [] : [policies];
  const at = (index: number) => (Array.isArray(policies) ? `/Policies/${index}` : '/Policies');
  const written: { readonly entry: unknown; readonly at: string }[] = [];
  const managed: typeof written = [];
  for (const [index, entry] of entries.entries()) {
    const kind = kindOf(entry);
    if (kind === 'document') written.push({ entry: withSides(entry, asPolicy), at: at(index) });
    else if (kind === 'managed') managed.push({ entry: withSides(entry, asArn), at: at(index) });
  }
  return {
    Policies: written.map(({ entry }) => entry),
    ManagedPolicyArns: managed.map(({ entry }) => entry),
    inside(place) {
      const [, list, index = '', rest = ''] = /^\/(Policies|ManagedPolicyArns)\/(\d+)(.*)$/s.exec(place) ?? [];
      const found = (list === 'Policies' ? written : managed)[Number(index)];
      return list === undefined || found === undefined ? place : `${found.at}${rest.replace(/\/PolicyDocument$/, '')}`;
    },
  };
}

type Kind = 'managed' | 'document' | 'template' | 'nothing';

function kindOf(entry: unknown): Kind {
  if (!isObject(entry)) return typeof entry === 'string' ? 'managed' : 'document';
  const sides = sidesOf(entry);
  if (sides !== undefined) {
    const kinds = sides.map(kindOf).filter((kind) => kind !== 'nothing');
    return kinds[0] ?? 'nothing';
  }
  const [name = '', ...more] = Object.keys(entry);
  if (more.length > 0) return 'document';
  if (name === 'Ref' && entry['Ref'] === 'AWS::NoValue') return 'nothing';
  // what a macro includes is there before SAM looks at it, and may be a document
  if (name === 'Ref' || (name.startsWith('Fn::') && name !== 'Fn::Transform')) return 'managed';
  return policyTemplates.has(name) ? 'template' : 'document';
}

/** The value, or each side of it where a condition chooses. */
function withSides(entry: unknown, convert: (side: unknown) => unknown): unknown {
  const sides = sidesOf(entry);
  if (sides === undefined) return convert(entry);
  const [condition] = (entry as { 'Fn::If': readonly unknown[] })['Fn::If'];
  return {
    'Fn::If': [condition, ...sides.map((side) => (kindOf(side) === 'nothing' ? side : withSides(side, convert)))],
  };
}

function sidesOf(entry: unknown): readonly unknown[] | undefined {
  if (!isObject(entry) || Object.keys(entry).length !== 1) return undefined;
  const argument = entry['Fn::If'];
  return Array.isArray(argument) && argument.length === 3 ? (argument.slice(1) as unknown[]) : undefined;
}

function asPolicy(document: unknown): unknown {
  const [name = '', ...more] = isObject(document) ? Object.keys(document) : [];
  if (isObject(document) && name === 'Fn::Transform') return document;
  // SAM knows no such template, and nobody knows what it would give
  const isCall = isObject(document) && more.length === 0 && !/^(?:Statement|Version|Id)$/i.test(name);
  return { PolicyDocument: isCall ? { Ref: unknownTemplate(name) } : document };
}

function asArn(name: unknown): unknown {
  if (typeof name !== 'string' || name.startsWith('arn:') || name.includes('{{resolve:')) return name;
  return { 'Fn::Sub': ['arn:${AWS::Partition}:iam::aws:policy/${Name}', { Name: name }] };
}

/** What a policy template is called that SAM does not have; no parameter has spaces in its name. */
function unknownTemplate(name: string): string {
  return `policy template ${name}, which SAM does not have`;
}
