import { Text } from '../../model/text';
import { input, type Met } from './resource';

const untoldAccount = { id: 'AWS::AccountId', domain: 'account' } as const;
const untoldPartition = { id: 'AWS::Partition', domain: 'partition' } as const;

/** The ARN that a role is going to have; undefined where its name is not known. */
export function roleArn(met: Met): Text | undefined {
  const { account = untoldAccount, partition, region } = met.owner;
  const name = input(met, met.type.startsWith('aws-native:') ? 'roleName' : 'name');
  const path = input(met, 'path') ?? '/';
  if (typeof name !== 'string' || name === '' || typeof path !== 'string') return undefined;
  const known = partition ?? partitionOf(region?.literal) ?? untoldPartition;
  return Text.of('arn:', known, ':iam::', account, ':role', path, name);
}

// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
function partitionOf(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-(?!iso|gov)/.test(region) ? 'aws' : undefined;
}
