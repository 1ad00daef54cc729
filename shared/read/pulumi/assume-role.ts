import type { DurationSubject, Owner, Place } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree, TreeMap } from '../../model/tree';
import { isList, isMap, pointer } from '../../model/tree';
import { secondsOfGo } from '../go-duration';
import { assumedRoleInputs, providerInput } from './provider';

type Name = (typeof assumedRoleInputs)[number];

// What counts where a block names no duration: AWS's own hour for a web identity, and a quarter of an hour, the least
// that AWS gives, for a role. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
const unset: { readonly [name in Name]: number } = {
  assumeRoleWithWebIdentity: 3600,
  assumeRole: 900,
  assumeRoles: 900,
};

/** How long the sessions last that a provider starts with the roles it assumes, block by block. */
export function readAssumedRoles(props: unknown, place: Place, owner: Owner): DurationSubject[] {
  const subject = (seconds: Tree, ...steps: readonly (string | number)[]): DurationSubject => {
    const within = pointer('', ...steps);
    return { kind: 'duration', of: 'provider', place: { ...place, pointer: within, within }, owner, seconds };
  };
  return assumedRoleInputs.flatMap((name) => {
    const value = providerInput(props, name);
    if (value === undefined || value === null || value === '') return [];
    if (!isList(value)) return [subject(secondsOf(value, name, name), name)];
    return value.map((block, index) => subject(secondsOf(block, name, `${name}[${index}]`), name, index));
  });
}

/** Seconds of one block; a hole where they are not known or cannot be read. */
function secondsOf(block: Tree | undefined, name: Name, path: string): Tree {
  if (block === undefined || block === null) return unset[name];
  if (!isMap(block)) return hole(path);
  const key = ['duration', 'durationSeconds'].find((one) => !isUnset(block[one]));
  return key === undefined ? unset[name] : numberIn(block, key, path);
}

function numberIn(block: TreeMap, key: string, path: string): Tree {
  const value = block[key];
  const text = value instanceof Text ? value.literal : value;
  if (typeof text === 'number') return text;
  const seconds = typeof text === 'string' ? secondsOfGo(text) : undefined;
  return seconds ?? (value instanceof Text ? value : hole(`${path}.${key}`));
}

function isUnset(value: Tree | undefined): boolean {
  return value === undefined || value === null || value === '' || value === 0;
}

function hole(id: string): Text {
  return Text.of({ id, domain: 'free' });
}
