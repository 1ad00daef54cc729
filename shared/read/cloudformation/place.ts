import type { Place } from '../../model/subject';
import { pointer } from '../../model/tree';
import { own } from '../json';

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
}

/** The place of a resource; `inside` is the JSON pointer from the resource to what is judged. */
export function placeOf(id: string, resource: unknown, inside: string, where: Whereabouts): Place {
  const type = own(resource, 'Type');
  return {
    id: where.around === undefined ? id : `${where.around.id}/${id}`,
    type: typeof type === 'string' ? type : 'AWS::CloudFormation::Template',
    path: pathOf(id, resource, where),
    ...(where.file === undefined ? {} : { file: where.file }),
    pointer: pointerTo(id, inside, where),
    within: inside.replace('/Properties', ''),
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

function pointerTo(id: string, inside: string, where: Whereabouts): string {
  const base = where.around?.pointer ?? '';
  return where.isText === true ? base : `${pointer(`${base}/Resources`, id)}${inside}`;
}
