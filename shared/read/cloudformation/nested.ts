import type { Place } from '../../model/subject';
import { own } from '../json';
import { placeOf, type Whereabouts } from './place';
import { read } from './resolve';
import type { Scope } from './scope';

/** A template in a file of its own that a resource deploys. */
export interface NestedTemplate {
  /** The logical id of the resource. */
  readonly id: string;
  /** The path of the file, as the template names it. */
  readonly file: string;
  readonly place: Place;
  /** Whether it goes to other accounts, as a stack set's does. */
  readonly isElsewhere: boolean;
  /** Whether the CDK wrote the name there, beside the place that it uploads the file to. */
  readonly isAsset: boolean;
}

/** The property of each type that names a template, which `aws cloudformation package` and SAM take from a file. */
const properties: { readonly [type: string]: string } = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
  'AWS::CloudFormation::StackSet': 'TemplateURL',
};

/** Whether a resource of that type is a stack of the same account, which has its parameters from this template. */
export function nests(type: unknown): boolean {
  return type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application';
}

/**
 * The file that a resource takes a template from; undefined for one that is somewhere else already.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function nestedIn(id: string, resource: unknown, scope: Scope, where: Whereabouts): NestedTemplate | undefined {
  const type = own(resource, 'Type');
  const property = typeof type === 'string' && Object.hasOwn(properties, type) ? properties[type] : undefined;
  if (property === undefined) return undefined;
  const asset = own(own(resource, 'Metadata'), 'aws:asset:path');
  const file = typeof asset === 'string' ? asset : read(own(own(resource, 'Properties'), property), scope);
  if (typeof file !== 'string' || !isLocal(file)) return undefined;
  return {
    id,
    file,
    place: placeOf(id, resource, `/Properties/${property}`, where),
    isElsewhere: !nests(type),
    isAsset: typeof asset === 'string',
  };
}

/** Whether a name is that of a file: a template that CloudFormation is to fetch has a URL. */
function isLocal(name: string): boolean {
  return name !== '' && !/^[a-z][a-z0-9+.-]*:|^\/\/|\{\{resolve:/i.test(name);
}
