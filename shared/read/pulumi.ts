import type { Owner, Subject } from '../model/subject';
import { Text } from '../model/text';
import { isObject, own } from './json';
import { readAssumedRoles } from './pulumi/assume-role';
import { ownerFromPulumiProvider, providerInputs } from './pulumi/provider';
import { readInput } from './pulumi/tree';
import { pathOfUrn } from './pulumi/urn';

export { ownerFromPulumiProvider, providerInputs } from './pulumi/provider';

/** A resource as the engine hands it over, its inputs plain, with stand-ins for unknown values. */
export interface PulumiResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: unknown;
}

const duration = 'maxSessionDuration';

/** The input that holds the trust policy, by resource type. */
const trustInputs: ReadonlyMap<string, string> = new Map([
  ['aws:iam/role:Role', 'assumeRolePolicy'],
  ['aws-native:iam:Role', 'assumeRolePolicyDocument'],
]);

const inputsByType = new Map([...trustInputs].map(([type, trust]) => [type, [trust, duration]]));

/** The inputs of resources of that type that are read, undefined where nothing of them is. */
export function pulumiInputs(type: string): readonly string[] | undefined {
  return inputsByType.get(type) ?? (isProvider(type) ? providerInputs : undefined);
}

/** The input of resources of that type that says how many seconds a session may last, where there is one. */
export function pulumiDurationInput(type: string): string | undefined {
  return trustInputs.has(type) ? duration : undefined;
}

/** What there is to judge in a resource: the role that it is, or how long the roles last that a provider assumes. */
export function readPulumiResource(resource: PulumiResource, options: { readonly owner?: Owner } = {}): Subject[] {
  const { urn, type, props } = resource;
  const place = { id: urn, type, path: pathOfUrn(urn) };
  if (isProvider(type)) return readAssumedRoles(props, place, options.owner ?? ownerFromPulumiProvider(props));
  const input = trustInputs.get(type);
  if (input === undefined) return [];
  return [
    {
      kind: 'role',
      place,
      owner: options.owner ?? {},
      trust: isLeftOut(props) ? leftOut : readInput(own(props, input), input),
      maxSeconds: readInput(own(props, duration), duration),
    },
  ];
}

// Where a run has other targets, a new resource comes without a single input, and is not created either.
function isLeftOut(props: unknown): boolean {
  return !isObject(props) || Object.keys(props).length === 0;
}

const leftOut = Text.of({ id: 'its inputs, which a run for other targets leaves out', domain: 'free' });

function isProvider(type: string): boolean {
  return type.startsWith('pulumi:providers:');
}
