import type { Owner } from '../../model/subject';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { isMap, many } from '../../model/tree';
import { own } from '../json';
import { readInput } from './tree';

const roleArn = /^arn:(aws[\w-]*):iam::(\d{12}):role\//;

/**
 * Whose account and Region an AWS provider works in, as far as its inputs tell: the one account it is allowed to use,
 * or else that of the role it assumes last. https://www.pulumi.com/registry/packages/aws/api-docs/provider/
 */
export function ownerFromPulumiProvider(props: unknown): Owner {
  const allowed = many(input(props, 'allowedAccountIds')).filter(isAccount);
  const role = assumedRole(props);
  const account = allowed.length === 1 ? allowed[0] : role?.account;
  const region = input(props, 'region');
  return {
    ...(account !== undefined && { account: Text.of(account) }),
    ...(role !== undefined && { partition: Text.of(role.partition) }),
    ...(typeof region === 'string' && region !== '' && { region: Text.of(region) }),
  };
}

function assumedRole(props: unknown): { partition: string; account: string } | undefined {
  const steps = ['assumeRoleWithWebIdentity', 'assumeRole', 'assumeRoles'].flatMap((name) => many(input(props, name)));
  // roles are assumed one after the other, after the web identity; the last one does the work
  const last = steps.at(-1);
  const arn = isMap(last) ? last['roleArn'] : undefined;
  const [, partition, account] = roleArn.exec(typeof arn === 'string' ? arn : '') ?? [];
  return partition === undefined || account === undefined ? undefined : { partition, account };
}

/** An input of a provider, whose lists and objects travel as JSON text. */
function input(props: unknown, name: string): Tree | undefined {
  const value = readInput(own(props, name), name);
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return readInput(JSON.parse(value), name);
  } catch {
    return value;
  }
}

function isAccount(value: Tree | undefined): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}
