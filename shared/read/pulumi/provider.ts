import type { Owner } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { isMap, many } from '../../model/tree';
import { own } from '../json';
import { readInput } from './tree';

/** The inputs of a provider that say which roles it assumes, in the order in which it assumes them. */
export const assumedRoleInputs = ['assumeRoleWithWebIdentity', 'assumeRole', 'assumeRoles'] as const;

/** The inputs of a provider that are read. */
export const providerInputs: readonly string[] = [...assumedRoleInputs, 'allowedAccountIds', 'region'];

const roleArn = /^arn:(aws[\w-]*):iam::(\d{12}):role\//;

/**
 * Whose account and Region an AWS provider works in, as far as its inputs tell: the one account it is allowed to use,
 * or else that of the role it assumes last. https://www.pulumi.com/registry/packages/aws/api-docs/provider/
 */
export function ownerFromPulumiProvider(props: unknown): Owner {
  const allowed = many(providerInput(props, 'allowedAccountIds')).filter(isAccount);
  const role = assumedRole(props);
  const account = allowed.length === 1 ? allowed[0] : role?.account;
  const region = providerInput(props, 'region');
  return {
    ...(account !== undefined && { account: Text.of(account) }),
    ...(role !== undefined && { partition: Text.of(role.partition) }),
    ...(typeof region === 'string' && region !== '' && { region: Text.of(region) }),
  };
}

/** An input of a provider, whose lists and objects travel as JSON text. */
export function providerInput(props: unknown, name: string): Tree | undefined {
  const value = readInput(own(props, name), name);
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return readInput(JSON.parse(value), name);
  } catch {
    return value;
  }
}

function assumedRole(props: unknown): { partition: string; account: string } | undefined {
  const steps = assumedRoleInputs.flatMap((name) => many(providerInput(props, name)));
  // the last one does the work
  const last = steps.at(-1);
  const arn = isMap(last) ? last['roleArn'] : undefined;
  const [, partition, account] = roleArn.exec(typeof arn === 'string' ? arn : '') ?? [];
  return partition === undefined || account === undefined ? undefined : { partition, account };
}

function isAccount(value: Tree | undefined): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}
