import type { DurationSubject, Subject, WorkloadSubject } from '../../model/subject';
import { Text } from '../../model/text';
import { isList, isMap, many, pointer, type Tree } from '../../model/tree';
import { secondsOfIso } from '../iso-duration';
import { parsedText } from '../json-text';
import { groundOf, input, type Met, type Reader } from './resource';

/** What reads how long sessions last that an input states, in seconds. */
export function durationReader(of: DurationSubject['of'], name: string): Reader {
  return {
    inputs: [name],
    read: (met) => {
      const value = input(met, name);
      const seconds = of === 'permissionSet' && typeof value === 'string' ? inSeconds(value) : value;
      // the provider takes null for what is left out
      return [{ kind: 'duration', of, ...groundOf(met, pointer('', name)), seconds: seconds ?? undefined }];
    },
  };
}

function inSeconds(written: string): Tree {
  return secondsOfIso(written) ?? `${written}, which is no duration`;
}

/** What reads the access key of a user. */
export const accessKeyReader: Reader = {
  inputs: ['status'],
  read: (met) => [{ kind: 'accessKey', ...groundOf(met, '/status'), status: input(met, 'status') ?? undefined }],
};

/** What reads the variables of a workload, each place in its inputs by the steps to it: an object, or a list of names and values. */
export function environmentReader(...places: readonly (readonly string[])[]): Reader {
  return {
    inputs: [...new Set(places.flatMap(([first = '']) => first))],
    read: (met) =>
      places.flatMap(([first = '', ...steps]) => environmentsIn(input(met, first), steps, pointer('', first), met)),
  };
}

/** What reads the variables of each container, which classic resources hold as JSON text. */
export const containersReader: Reader = {
  inputs: ['containerDefinitions'],
  read: (met) => {
    const containers = parsedText(input(met, 'containerDefinitions'));
    return many(containers).flatMap((container, index) =>
      environmentsIn(container, ['environment'], pointer('/containerDefinitions', index), met),
    );
  },
};

function environmentsIn(tree: Tree | undefined, steps: readonly string[], at: string, met: Met): Subject[] {
  if (tree === undefined || tree === null) return [];
  const [step, ...rest] = steps;
  if (step === undefined || tree instanceof Text)
    return [{ kind: 'workload', ...groundOf(met, at), ...(isList(tree) ? fromList(tree) : { environment: tree }) }];
  return isMap(tree) ? environmentsIn(tree[step], rest, pointer(at, step), met) : [];
}

function fromList(list: readonly (Tree | undefined)[]): Pick<WorkloadSubject, 'environment' | 'places'> {
  const variables = list.flatMap((entry, index): { key: string; value: Tree; at: string }[] => {
    if (!isMap(entry)) return [];
    const { name: key, value, type = 'PLAINTEXT' } = entry;
    if (typeof key !== 'string' || value === undefined) return [];
    // CodeBuild looks other values up under that name when a build begins
    const kept = Text.of({ id: `the value of ${key} that is kept elsewhere`, domain: 'free' });
    return [{ key, value: type === 'PLAINTEXT' ? value : kept, at: pointer('', index, 'value') }];
  });
  return {
    environment: Object.fromEntries(variables.map(({ key, value }) => [key, value])),
    places: new Map(variables.map(({ key, at }) => [key, at])),
  };
}
