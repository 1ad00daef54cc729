import { Text, type Tree } from '../shared/index';

/** Values of parameters by their names. */
export type Parameters = ReadonlyMap<string, Tree>;

/** The parameters of a template that several stacks deploy: what they do not agree on is not known. */
export function merged(all: readonly Parameters[]): Parameters {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first ?? new Map<string, Tree>();
  const names = new Set(all.flatMap((one) => [...one.keys()]));
  return new Map(
    [...names].map((name) => [
      name,
      agreed(
        name,
        all.map((one) => one.get(name)),
      ),
    ]),
  );
}

function agreed(name: string, values: readonly (Tree | undefined)[]): Tree {
  const [first] = values;
  const isOne = first !== undefined && values.every((value) => JSON.stringify(value) === JSON.stringify(first));
  return isOne ? first : Text.of({ id: `Ref ${name}`, domain: 'free' });
}
