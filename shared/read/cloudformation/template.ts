import type { Acknowledgement } from '../../model/acknowledgement';
import type { Owner, Place, Subject } from '../../model/subject';
import { isObject, type JsonObject, own } from '../json';
import { Words } from './acknowledged';
import { expand } from './expand';
import { hiddenResources } from './hidden';
import { Holders } from './holders';
import type { Met } from './met';
import { whereMade } from './made';
import { narrow } from './narrow';
import { type NestedTemplate, nestedIn } from './nested';
import type { Whereabouts } from './place';
import { placeOf, templatePlace } from './place';
import { readers } from './resources';
import { samTypes } from './sam';
import type { Knowledge, Scope } from './scope';
import { stackSetBody } from './stack-set';

/** The resource types that are read. */
export const cloudFormationTypes: readonly string[] = [
  ...new Set([...readers.keys(), ...samTypes, 'AWS::CloudFormation::StackSet']),
];

export interface TemplateOptions extends Knowledge, Omit<Whereabouts, 'around' | 'isText' | 'origins'> {}

/** What a template holds: subjects in reading order, and how many resources are of other types. */
export interface Reading {
  readonly subjects: readonly Subject[];
  readonly skipped: number;
  /** What the Metadata of the template and of its resources accepts, those of other types included. */
  readonly acknowledged: readonly Acknowledgement[];
  /** The templates in files of their own that it deploys as well. */
  readonly nested: readonly NestedTemplate[];
}

// a stack set that makes stack sets that make stack sets …
const mostTemplates = 8;

/** One template while its resources are read; readings pile up in it. */
interface Template {
  readonly scope: Scope;
  readonly owner: Owner;
  readonly where: Whereabouts;
  readonly levels: number;
  readonly holders: () => Holders;
  readonly subjects: Subject[];
  readonly words: Words;
  readonly acknowledged: Set<Acknowledgement>;
  readonly nested: NestedTemplate[];
  skipped: number;
}

/** The subjects of a template and of the templates inside it, down to so many levels. */
export function readTemplate(source: unknown, options: Knowledge & Whereabouts, levels = mostTemplates): Reading {
  const { scope, origins, made } = expand(source, options);
  const template = start(scope, { ...options, ...(origins.size > 0 && { origins }) }, options.owner, levels);
  const { around } = options;
  const resources = own(scope.template, 'Resources');
  if (isObject(resources)) {
    const ofOthers = new Set([...made].flatMap(([id, all]) => all.filter((one) => one !== id)));
    for (const id of Object.keys(resources)) {
      if (ofOthers.has(id)) continue;
      const first = template.subjects.length;
      readMade(made.get(id) ?? [id], resources, template);
      acknowledge(resources[id], around === undefined ? id : `${around.id}/${id}`, first, template);
    }
  } else {
    const problem = isObject(source) ? 'the template has no object Resources' : 'the template is no object';
    addUnreadable(templatePlace(options), problem, template);
  }
  acknowledge(source, around === undefined ? 'the template' : `the template in ${around.id}`, 0, template);
  const { subjects, skipped, acknowledged, nested } = template;
  return { subjects, skipped, acknowledged: [...acknowledged], nested };
}

function start(scope: Scope, where: Whereabouts, owner: Owner | undefined, levels: number): Template {
  let holders: Holders | undefined;
  return {
    scope,
    holders: () => (holders ??= new Holders(scope)),
    owner: {
      ...owner,
      account: scope.pseudo('AWS::AccountId'),
      partition: scope.pseudo('AWS::Partition'),
      region: scope.pseudo('AWS::Region'),
    },
    where,
    levels,
    words: new Words(),
    subjects: [],
    acknowledged: new Set(),
    nested: [],
    skipped: 0,
  };
}

/** Reads a resource with all that is made of it; what holds nothing is counted once. */
function readMade(ids: readonly string[], resources: JsonObject, template: Template): void {
  const skipped = template.skipped;
  const first = template.subjects.length;
  for (const id of ids) readResource(id, resources[id], template);
  template.skipped = Math.min(template.skipped, skipped + (ids.length > 1 && template.subjects.length > first ? 0 : 1));
}

/** Puts what a resource, or the template, accepts on the subjects that it holds: those from the given number on. */
function acknowledge(holder: unknown, name: string, first: number, template: Template): void {
  const { where, words, subjects, acknowledged } = template;
  // two templates of a run may have resources of one logical id
  const accepted = words.in(holder, where.file === undefined ? name : `${name} in ${where.file}`);
  if (accepted.length === 0) return;
  for (const one of accepted) acknowledged.add(one);
  for (const [index, subject] of subjects.slice(first).entries()) {
    subjects[first + index] = { ...subject, acknowledged: [...(subject.acknowledged ?? []), ...accepted] };
  }
}

function readResource(id: string, resource: unknown, template: Template): void {
  const { where, scope } = template;
  const hidden = hiddenResources(id);
  if (hidden !== undefined) return addUnreadable(placeOf(id, undefined, '', where), hidden, template);
  const type = own(resource, 'Type');
  const nested = nestedIn(id, resource, scope, where);
  if (nested !== undefined) template.nested.push(nested);
  if (id.startsWith('Fn::') || (typeof type === 'string' && !cloudFormationTypes.includes(type))) {
    template.skipped++;
  } else if (typeof type !== 'string') {
    const problem = isObject(resource) ? 'the resource has no Type' : 'the resource is no object';
    addUnreadable(placeOf(id, resource, '', where), problem, template);
  } else {
    const properties = own(resource, 'Properties') ?? {};
    if (!isObject(properties)) {
      addUnreadable(placeOf(id, resource, '/Properties', where), 'Properties is no object', template);
    } else if (type === stackSet) addStackSet(id, resource, properties, template);
    else addSubjects({ id, type, resource, properties }, template);
  }
}

const stackSet = 'AWS::CloudFormation::StackSet';

function addSubjects(met: Pick<Met, 'id' | 'type' | 'resource' | 'properties'>, template: Template): void {
  const { scope, owner, where, holders, subjects } = template;
  const made = whereMade(met.resource, scope);
  const found = made === undefined ? [] : (readers.get(met.type)?.({ ...met, scope, owner, where, holders }) ?? []);
  if (found.length === 0) template.skipped++;
  for (const subject of found) subjects.push(made === undefined || made.size === 0 ? subject : narrow(subject, made));
}

function addStackSet(id: string, resource: unknown, properties: object, template: Template): void {
  const { scope, owner, where, levels } = template;
  const place = placeOf(id, resource, '/Properties/TemplateBody', where);
  const body = stackSetBody(own(properties, 'TemplateBody'), scope);
  if (body === undefined) return void template.skipped++;
  if ('problem' in body) return addUnreadable(place, body.problem, template);
  if (levels === 0) return addUnreadable(place, 'templates stand inside each other too deep to be read', template);
  // its stacks go to other accounts and Regions, and parameters may differ from stack to stack
  const { partition, organization } = owner;
  const inner = readTemplate(
    body.template,
    {
      owner: { ...(partition && { partition }), ...(organization && { organization }) },
      ...(where.file !== undefined && { file: where.file }),
      around: place,
      isText: body.isText || where.isText === true,
      ...(scope.knowledge.parseText !== undefined && { parseText: scope.knowledge.parseText }),
    },
    levels - 1,
  );
  for (const subject of inner.subjects) template.subjects.push(subject);
  for (const one of inner.acknowledged) template.acknowledged.add(one);
  template.skipped += inner.skipped;
}

function addUnreadable(place: Place, problem: string, { owner, subjects }: Template): void {
  subjects.push({ kind: 'unreadable', place, owner, problem });
}
