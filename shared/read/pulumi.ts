import type { Owner, Subject } from '../model/subject';
import { own } from './json';
import { readInput } from './pulumi/tree';
import { pathOfUrn } from './pulumi/urn';

export { ownerFromPulumiProvider } from './pulumi/provider';

/** A resource as the engine hands it over, its inputs plain, with stand-ins for unknown values. */
export interface PulumiResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: unknown;
}

/** The input that holds the trust policy, by resource type. */
const trustInputs: ReadonlyMap<string, string> = new Map([
  ['aws:iam/role:Role', 'assumeRolePolicy'],
  ['aws-native:iam:Role', 'assumeRolePolicyDocument'],
]);

/** The resource types that are read. */
export const pulumiTypes: readonly string[] = [...trustInputs.keys()];

/** The role that a resource is, if it is one. Inputs that a targeted preview leaves out are undefined. */
export function readPulumiResource(resource: PulumiResource, options: { readonly owner?: Owner } = {}): Subject[] {
  const input = trustInputs.get(resource.type);
  if (input === undefined) return [];
  const { urn, type, props } = resource;
  return [
    {
      kind: 'role',
      place: { id: urn, type, path: pathOfUrn(urn) },
      owner: options.owner ?? {},
      trust: readInput(own(props, input), input),
      maxSeconds: readInput(own(props, 'maxSessionDuration'), 'maxSessionDuration'),
    },
  ];
}
