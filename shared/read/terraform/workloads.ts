import type { WorkloadSubject } from '../../model/subject';
import { Text } from '../../model/text';
import { isList, isMap, pointer, type Tree } from '../../model/tree';
import { parsedText } from '../json-text';
import type { Estate } from './estate';
import type { Instance } from './instance';
import { environments } from './types';
import { valueIn } from './values';
import { entryOf } from './written';

/** An environment in a resource, and where it stands in the values of the resource. */
export interface Environment extends Pick<WorkloadSubject, 'environment' | 'places'> {
  readonly at: string;
}

/** The environments of a workload. */
export function environmentsOf(instance: Instance, estate: Estate): readonly Environment[] {
  return (entryOf(environments, instance.type) ?? []).flatMap(([first = '', ...steps]) =>
    inside(parsedText(valueIn(instance, first, estate)), steps, pointer('', first)),
  );
}

function inside(tree: Tree | undefined, steps: readonly string[], at: string): readonly Environment[] {
  if (tree === undefined || tree === null) return [];
  const [step, ...rest] = steps;
  if (step === undefined || tree instanceof Text)
    return [{ at, ...(isList(tree) ? fromList(tree) : { environment: tree }) }];
  // aws has lists of at most one block where awscc has objects
  if (isList(tree)) return tree.flatMap((one, index) => inside(one, steps, pointer(at, index)));
  return isMap(tree) ? inside(tree[step], rest, pointer(at, step)) : [];
}

function fromList(list: readonly (Tree | undefined)[]): Pick<WorkloadSubject, 'environment' | 'places'> {
  const variables = list.flatMap((entry, index): { key: string; value: Tree; at: string }[] => {
    if (!isMap(entry)) return [];
    const { name: key, value, type } = entry;
    if (typeof key !== 'string' || value === undefined || value === null) return [];
    // CodeBuild looks other values up under that name when a build begins
    const isPlain = type === undefined || type === null || type === 'PLAINTEXT';
    const kept = Text.of({ id: `the value of ${key} that is kept elsewhere`, domain: 'free' });
    return [{ key, value: isPlain ? value : kept, at: pointer('', index, 'value') }];
  });
  return {
    environment: Object.fromEntries(variables.map(({ key, value }) => [key, value])),
    places: new Map(variables.map(({ key, at }) => [key, at])),
  };
}
