import type { Subject } from '../../model/subject';
import { own } from '../json';
import { writtenIn } from './grants';
import { readInline, readPermissionSet, readPolicy } from './identities';
import { groundOf, type Met, type Reader } from './met';
import { arnOfRole } from './references';
import { read } from './resolve';
import { readAccessKey, readDuration, readNamedList, readVariables } from './values';

const workloads: readonly (readonly [type: string, reader: Reader])[] = [
  ['AWS::Lambda::Function', readVariables('Environment', 'Variables')],
  ['AWS::Serverless::Function', readVariables('Environment', 'Variables')],
  ['AWS::ECS::TaskDefinition', readNamedList(['ContainerDefinitions'], ['Environment'], 'Name')],
  ['AWS::CodeBuild::Project', readNamedList([], ['Environment', 'EnvironmentVariables'], 'Name')],
  [
    'AWS::AppRunner::Service',
    // each of the two ways to say where the code comes from
    both(
      readNamedList(
        [],
        ['SourceConfiguration', 'ImageRepository', 'ImageConfiguration', 'RuntimeEnvironmentVariables'],
        'Name',
      ),
      readNamedList(
        [],
        [
          'SourceConfiguration',
          'CodeRepository',
          'CodeConfiguration',
          'CodeConfigurationValues',
          'RuntimeEnvironmentVariables',
        ],
        'Name',
      ),
    ),
  ],
];

const others: readonly (readonly [type: string, reader: Reader])[] = [
  ['AWS::IAM::Role', both(readRole, readInline)],
  ['AWS::IAM::User', readInline],
  ['AWS::IAM::Group', readInline],
  ['AWS::IAM::Policy', readPolicy],
  ['AWS::IAM::ManagedPolicy', readPolicy],
  ['AWS::IAM::RolePolicy', readPolicy],
  ['AWS::IAM::UserPolicy', readPolicy],
  ['AWS::IAM::GroupPolicy', readPolicy],
  ['AWS::IAM::AccessKey', readAccessKey],
  ['AWS::SSO::PermissionSet', both(readDuration('permissionSet', 'SessionDuration'), readPermissionSet)],
  ['AWS::RolesAnywhere::Profile', readDuration('rolesAnywhere', 'DurationSeconds')],
  ['AWS::IoT::RoleAlias', readDuration('roleAlias', 'CredentialDurationSeconds')],
];

/** What reads the resources of each type. */
export const readers: ReadonlyMap<string, Reader> = new Map([...others, ...workloads]);

function both(first: Reader, second: Reader): Reader {
  return (met) => [...first(met), ...second(met)];
}

function readRole(met: Met): readonly Subject[] {
  const { id, properties, scope } = met;
  return [
    {
      kind: 'role',
      ...groundOf(met, '/AssumeRolePolicyDocument'),
      trust: read(writtenIn(properties, 'AssumeRolePolicyDocument'), scope),
      maxSeconds: read(own(properties, 'MaxSessionDuration'), scope),
      arn: arnOfRole(id, scope),
    },
  ];
}
