import type { Place } from '../../model/subject';
import { pointer } from '../../model/tree';
import { own } from '../json';
import type { Origins } from './origin';

/** Where the resources of a template stand. */
export interface Whereabouts {
  /** The file that the template, or the one around it, comes from. */
  readonly file?: string;
  /** The path of a resource where the host knows a better one than its `aws:cdk:path`. */
  readonly pathOf?: (logicalId: string, resource: unknown) => string;
  /** The place of the resource that holds the template, for one inside another. */
  readonly around?: Place;
  /** True where that resource holds it as text, into which no pointer leads. */
  readonly isText?: boolean;
  /** Where resources stand that the template does not write out as they are. */
  readonly origins?: Origins;
}

/** The place of a resource; `inside` is the JSON pointer from the resource to what is judged. */
export function placeOf(logicalId: string, resource: unknown, inside: string, where: Whereabouts): Place {
  const {
    at = pointer('/Resources', logicalId),
    id = logicalId,
    type,
    inside: written,
  } = where.origins?.get(logicalId) ?? {};
  const made = type ?? own(resource, 'Type');
  const within = inside.replace('/Properties', '');
  const place = written === undefined ? within : written(within);
  return {
    id: where.around === undefined ? id : `${where.around.id}/${id}`,
    type: typeof made === 'string' ? made : 'AWS::CloudFormation::Template',
    path: pathOf(id, resource, where),
    ...(where.file === undefined ? {} : { file: where.file }),
    pointer: pointerTo(at, inside.startsWith('/Properties') ? `/Properties${place}` : inside, where),
    within: place,
  };
}

/** The place of the template itself. */
export function templatePlace(where: Whereabouts): Place {
  if (where.around !== undefined) return where.around;
  const name = where.file ?? 'template';
  return {
    id: name,
    type: 'AWS::CloudFormation::Template',
    path: name,
    ...(where.file === undefined ? {} : { file: where.file }),
    pointer: '',
  };
}

/** The path of the construct that users write: one such as iam.Role keeps its resource in a child of that name. */
export function pathAsWritten(path: string): string {
  return path.replace(/\/Resource$/, '');
}

function pathOf(id: string, resource: unknown, where: Whereabouts): string {
  const given = where.pathOf?.(id, resource) ?? own(own(resource, 'Metadata'), 'aws:cdk:path');
  const path = typeof given === 'string' && given !== '' ? pathAsWritten(given) : undefined;
  if (where.around !== undefined) return `${where.around.path}/${path ?? id}`;
  return path ?? (where.file === undefined ? id : `${where.file}#${id}`);
}

function pointerTo(at: string, inside: string, where: Whereabouts): string {
  const base = where.around?.pointer ?? '';
  return where.isText === true ? base : `${base}${at}${inside}`;
}
