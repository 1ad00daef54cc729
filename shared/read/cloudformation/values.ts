import type { DurationSubject, Subject, WorkloadSubject } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { Choice, isMap } from '../../model/tree';
import { isObject, own } from '../json';
import { secondsOfIso } from '../iso-duration';
import { groundOf, type Met, type Reader } from './met';
import { read } from './resolve';
import { asText } from './text';
import { entriesOf } from './ways';

/** How long sessions last that a property of a resource states, in seconds. */
export function readDuration(of: DurationSubject['of'], property: string): Reader {
  return (met) => {
    const value = read(own(met.properties, property), met.scope);
    const seconds = of === 'permissionSet' ? inSeconds(value) : value;
    return [{ kind: 'duration', of, ...groundOf(met, `/${property}`), seconds }];
  };
}

/** A duration in the words of ISO 8601 in seconds; what is none stays as it is. */
export function inSeconds(tree: Tree | undefined): Tree | undefined {
  if (tree instanceof Choice) return new Choice(tree.condition, inSeconds(tree.then), inSeconds(tree.otherwise));
  const written = tree instanceof Text ? tree.literal : tree;
  // a bare number is no duration to Identity Center
  if (typeof written === 'number') return `${written}, which is no duration`;
  return typeof written === 'string' ? (secondsOfIso(written) ?? `${written}, which is no duration`) : tree;
}

/** The access key of a user. */
export function readAccessKey(met: Met): readonly Subject[] {
  return [{ kind: 'accessKey', ...groundOf(met, '/Status'), status: read(own(met.properties, 'Status'), met.scope) }];
}

/** A workload whose variables are an object of names and values. */
export function readVariables(...steps: readonly string[]): Reader {
  return (met) => {
    const raw = steps.reduce<unknown>((value, step) => own(value, step), met.properties);
    if (raw === undefined) return undecided(met, steps);
    const environment = read(raw, met.scope);
    return [{ kind: 'workload', ...groundOf(met, `/${steps.join('/')}`), environment }];
  };
}

/** A part of the properties around the variables that a condition or another function stands in for. */
function undecided(met: Met, steps: readonly string[]): readonly Subject[] {
  const first = steps[0] ?? '';
  const tree = read(own(met.properties, first), met.scope);
  const environment = environmentIn(tree, steps.slice(1));
  return environment === undefined ? [] : [{ kind: 'workload', ...groundOf(met, `/${first}`), environment }];
}

function environmentIn(tree: Tree | undefined, steps: readonly string[]): Tree | undefined {
  if (tree instanceof Choice) {
    const [then, otherwise] = [environmentIn(tree.then, steps), environmentIn(tree.otherwise, steps)];
    return then === undefined && otherwise === undefined ? undefined : new Choice(tree.condition, then, otherwise);
  }
  const [step, ...rest] = steps;
  if (step === undefined || tree instanceof Text) return tree;
  return isMap(tree) ? environmentIn(tree[step], rest) : undefined;
}

/** Variables in a list of names and values; `outer` leads to lists of what has such a list, such as containers. */
export function readNamedList(outer: readonly string[], list: readonly string[], name: string): Reader {
  return (met) => {
    const inside = (raw: unknown, steps: readonly string[]) =>
      steps.reduce<unknown>((value, step) => own(value, step), raw);
    const around = entriesOf(inside(met.properties, outer), outer.length === 0 ? '' : `/${outer.join('/')}`);
    const holders = outer.length === 0 ? [{ raw: met.properties as unknown, at: '' }] : around;
    return holders.flatMap(({ raw, at }): Subject[] => {
      const variables = inside(raw, list);
      if (variables === undefined) return [];
      return [
        { kind: 'workload', ...groundOf(met, `${at}/${list.join('/')}`), ...environmentOf(variables, name, met) },
      ];
    });
  };
}

function environmentOf(raw: unknown, name: string, met: Met): Pick<WorkloadSubject, 'environment' | 'places'> {
  const variables = entriesOf(raw).flatMap(({ raw: entry, at }): { key: string; value: Tree; at: string }[] => {
    const key = asText(read(own(entry, name), met.scope))?.literal;
    const value = read(own(entry, 'Value'), met.scope);
    if (key === undefined || value === undefined) return [];
    const kept = Text.of({ id: `the value of ${key} that is kept elsewhere`, domain: 'free' });
    return [{ key, value: isStored(entry) ? kept : value, at: `${at}/Value` }];
  });
  // a value that is no list, such as a parameter, may hold any variable
  if (variables.length === 0 && !Array.isArray(raw) && isObject(raw))
    return { environment: read(raw, met.scope) ?? {} };
  return {
    environment: Object.fromEntries(variables.map(({ key, value }) => [key, value])),
    places: new Map(variables.map(({ key, at }) => [key, at])),
  };
}

/** Whether CodeBuild looks the value up under that name when a build begins. */
function isStored(entry: unknown): boolean {
  const type = own(entry, 'Type');
  return type !== undefined && type !== 'PLAINTEXT';
}
