import type { Owner, Place, RoleSubject, Subject } from '../../model/subject';
import { isObject, own } from '../json';
import { hiddenResources } from './hidden';
import type { Whereabouts } from './place';
import { placeOf, templatePlace } from './place';
import { read } from './resolve';
import type { Knowledge } from './scope';
import { Scope } from './scope';
import { stackSetBody } from './stack-set';

/** The resource types that are read. */
export const cloudFormationTypes: readonly string[] = ['AWS::IAM::Role', 'AWS::CloudFormation::StackSet'];

export interface TemplateOptions extends Knowledge, Omit<Whereabouts, 'around' | 'isText'> {}

/** What a template holds: subjects in reading order, and how many resources are of other types. */
export interface Reading {
  readonly subjects: readonly Subject[];
  readonly skipped: number;
}

// a stack set that makes stack sets that make stack sets …
const mostTemplates = 8;

const nothing: Reading = { subjects: [], skipped: 0 };
const other: Reading = { subjects: [], skipped: 1 };

interface Template {
  readonly scope: Scope;
  readonly owner: Owner;
  readonly where: Whereabouts;
  readonly levels: number;
}

/** The subjects of a template and of the templates inside it, down to so many levels. */
export function readTemplate(source: unknown, options: Knowledge & Whereabouts, levels = mostTemplates): Reading {
  const scope = new Scope(source, options, read);
  const owner: Owner = {
    ...options.owner,
    account: scope.pseudo('AWS::AccountId'),
    partition: scope.pseudo('AWS::Partition'),
    region: scope.pseudo('AWS::Region'),
  };
  const template = { scope, owner, where: options, levels };
  const resources = own(source, 'Resources');
  if (!isObject(resources)) {
    const problem = isObject(source) ? 'the template has no object Resources' : 'the template is no object';
    return unreadable(templatePlace(options), problem, template);
  }
  const subjects: Subject[] = [];
  let skipped = 0;
  for (const [id, resource] of Object.entries(resources)) {
    const reading = readResource(id, resource, template);
    for (const subject of reading.subjects) subjects.push(subject);
    skipped += reading.skipped;
  }
  return { subjects, skipped };
}

function readResource(id: string, resource: unknown, template: Template): Reading {
  const { where } = template;
  const hidden = hiddenResources(id, resource, (type) => cloudFormationTypes.includes(type));
  if (hidden !== undefined) return unreadable(placeOf(id, undefined, [], where), hidden, template);
  if (id.startsWith('Fn::')) return other;
  const type = own(resource, 'Type');
  if (typeof type !== 'string') {
    const problem = isObject(resource) ? 'the resource has no Type' : 'the resource is no object';
    return unreadable(placeOf(id, resource, [], where), problem, template);
  }
  if (!cloudFormationTypes.includes(type)) return other;
  const properties = own(resource, 'Properties') ?? {};
  if (!isObject(properties)) {
    return unreadable(placeOf(id, resource, ['Properties'], where), 'Properties is no object', template);
  }
  return type === 'AWS::IAM::Role'
    ? { subjects: [role(id, resource, properties, template)], skipped: 0 }
    : readStackSet(id, resource, properties, template);
}

function role(id: string, resource: unknown, properties: object, { scope, owner, where }: Template): RoleSubject {
  const document = own(properties, 'AssumeRolePolicyDocument');
  const included = Object.keys(properties).find((key) => key.startsWith('Fn::'));
  return {
    kind: 'role',
    place: placeOf(id, resource, ['Properties', 'AssumeRolePolicyDocument'], where),
    owner,
    // a snippet that a macro writes into the properties may hold the policy
    trust: document === undefined && included !== undefined ? read(properties, scope) : read(document, scope),
    maxSeconds: read(own(properties, 'MaxSessionDuration'), scope),
  };
}

function readStackSet(id: string, resource: unknown, properties: object, template: Template): Reading {
  const { scope, owner, where, levels } = template;
  const place = placeOf(id, resource, ['Properties', 'TemplateBody'], where);
  const body = stackSetBody(own(properties, 'TemplateBody'), scope);
  if (body === undefined) return other;
  if ('problem' in body) return unreadable(place, body.problem, template);
  if (levels === 0) return unreadable(place, 'templates stand inside each other too many times to be read', template);
  // its stacks go to other accounts and Regions, and parameters may differ from stack to stack
  const { partition, organization } = owner;
  return readTemplate(
    body.template,
    {
      owner: { ...(partition && { partition }), ...(organization && { organization }) },
      ...(where.file !== undefined && { file: where.file }),
      around: place,
      isText: body.isText || where.isText === true,
    },
    levels - 1,
  );
}

function unreadable(place: Place, problem: string, { owner }: Template): Reading {
  return { ...nothing, subjects: [{ kind: 'unreadable', place, owner, problem }] };
}
