import type { Owner, Place, Subject } from '../model/subject';
import { Text } from '../model/text';
import { isObject, own } from './json';
import { readAssumedRoles } from './pulumi/assume-role';
import { ownerFromPulumiProvider, providerInputs } from './pulumi/provider';
import type { Met } from './pulumi/resource';
import { roleArn } from './pulumi/role-arn';
import { Seen } from './pulumi/seen';
import { readInput } from './pulumi/tree';
import { readers } from './pulumi/types';
import { pathOfUrn } from './pulumi/urn';

export { ownerFromPulumiProvider, providerInputs } from './pulumi/provider';
export { Seen } from './pulumi/seen';

/** A resource as the engine hands it over, its inputs plain, with stand-ins for unknown values. */
export interface PulumiResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: unknown;
}

/** What is known beside a resource. */
export interface Known {
  readonly owner?: Owner;
  /** What the run has shown before; the resource is added to it. */
  readonly seen?: Seen;
}

const duration = 'maxSessionDuration';

/** The input that holds the trust policy, by resource type. */
const trustInputs: ReadonlyMap<string, string> = new Map([
  ['aws:iam/role:Role', 'assumeRolePolicy'],
  ['aws-native:iam:Role', 'assumeRolePolicyDocument'],
]);

const inputsByType: ReadonlyMap<string, readonly string[]> = new Map(
  [...readers].map(([type, all]) => {
    const trust = trustInputs.get(type);
    const first = trust === undefined ? [] : [trust, duration, 'path'];
    return [type, [...first, ...all.flatMap(({ inputs }) => inputs)]];
  }),
);

/** The inputs of resources of that type that are read, undefined where nothing of them is. */
export function pulumiInputs(type: string): readonly string[] | undefined {
  return inputsByType.get(type) ?? (isProvider(type) ? providerInputs : undefined);
}

/** The input of resources of that type that holds the trust policy, where there is one. */
export function pulumiTrustInput(type: string): string | undefined {
  return trustInputs.get(type);
}

/** The input of resources of that type that says how many seconds a session may last, where there is one. */
export function pulumiDurationInput(type: string): string | undefined {
  return trustInputs.has(type) ? duration : undefined;
}

/** What there is to judge in a resource: roles, documents that give permissions, durations, access keys, environments. */
export function readPulumiResource(resource: PulumiResource, { owner, seen = new Seen() }: Known = {}): Subject[] {
  const { urn, type, props } = resource;
  const place = { id: urn, type, path: pathOfUrn(urn) };
  if (isProvider(type)) return readAssumedRoles(props, place, owner ?? ownerFromPulumiProvider(props));
  const met: Met = { urn, type, props, place, owner: owner ?? {}, seen };
  const role = trustInputs.get(type);
  const first = role === undefined ? [] : [roleOf(met, role, place)];
  // what a run for other targets leaves out is not created either
  if (isLeftOut(props)) return first;
  return [...first, ...(readers.get(type) ?? []).flatMap(({ read }) => read(met))];
}

function roleOf(met: Met, trust: string, place: Place): Subject {
  const { props, owner } = met;
  const arn = roleArn(met);
  return {
    kind: 'role',
    place,
    owner,
    trust: isLeftOut(props) ? leftOut : readInput(own(props, trust), trust),
    maxSeconds: readInput(own(props, duration), duration),
    ...(arn !== undefined && { arn }),
  };
}

// Where a run has other targets, a new resource comes without a single input, and is not created either.
function isLeftOut(props: unknown): boolean {
  return !isObject(props) || Object.keys(props).length === 0;
}

const leftOut = Text.of({ id: 'its inputs, which a run for other targets leaves out', domain: 'free' });

function isProvider(type: string): boolean {
  return type.startsWith('pulumi:providers:');
}
