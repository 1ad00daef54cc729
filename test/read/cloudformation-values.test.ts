import { check, defaultSettings, type Subject } from '../../shared';
import type { WorkloadSubject } from '../../shared/model/subject';
import { Text } from '../../shared/model/text';
import { Choice } from '../../shared/model/tree';
import { readCloudFormation } from '../../shared/read/cloudformation';
import { secondsOfIso } from '../../shared/read/iso-duration';

function read(Type: string, Properties: object): readonly Subject[] {
  const Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
  return readCloudFormation({ Conditions, Resources: { X: { Type, Properties } } }).subjects;
}

const whenProd = (then: unknown, otherwise: unknown) => ({ 'Fn::If': ['IsProd', then, otherwise] });
const parameter = { Ref: 'P' };
const hole = Text.of({ id: 'Ref P', domain: 'free' });

test.each<readonly [string, number | undefined]>([
  ['PT12H', 43_200],
  ['PT720M', 43_200],
  ['PT43200S', 43_200],
  ['P0DT12H', 43_200],
  ['PT1H30M', 5400],
  ['P1D', 86_400],
  ['P1W', 604_800],
  ['PT1.5S', 1],
  [' pt1h ', 3600],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
  ['1H', undefined],
  ['P1Y', undefined],
  ['P1M', undefined],
  ['-PT1H', undefined],
  ['3600', undefined],
  ['', undefined],
])('%j lasts %j seconds', (written, seconds) => {
  expect(secondsOfIso(written)).toBe(seconds);
});

describe('a duration', () => {
  test.each<readonly [string, string, string, unknown, unknown]>([
    ['AWS::SSO::PermissionSet', 'SessionDuration', 'permissionSet', 'PT12H', 43_200],
    ['AWS::SSO::PermissionSet', 'SessionDuration', 'permissionSet', undefined, undefined],
    ['AWS::SSO::PermissionSet', 'SessionDuration', 'permissionSet', parameter, hole],
    [
      'AWS::SSO::PermissionSet',
      'SessionDuration',
      'permissionSet',
      whenProd('PT1H', { Ref: 'AWS::NoValue' }),
      new Choice('IsProd', 3600, undefined),
    ],
    ['AWS::RolesAnywhere::Profile', 'DurationSeconds', 'rolesAnywhere', 7200, 7200],
    ['AWS::RolesAnywhere::Profile', 'DurationSeconds', 'rolesAnywhere', parameter, hole],
    ['AWS::IoT::RoleAlias', 'CredentialDurationSeconds', 'roleAlias', '7200', '7200'],
    ['AWS::IoT::RoleAlias', 'CredentialDurationSeconds', 'roleAlias', undefined, undefined],
  ])('of %s in %s is one of kind %s: %j', (type, property, of, written, seconds) => {
    expect(read(type, { [property]: written })).toMatchObject([
      { kind: 'duration', of, seconds, place: { id: 'X', type, pointer: `/Resources/X/Properties/${property}` } },
    ]);
  });

  test.each([3600, '3600', 'twelve hours'])('%j is none to Identity Center, and so no number', (written) => {
    const [subject] = read('AWS::SSO::PermissionSet', { SessionDuration: written });
    expect(Number(subject?.kind === 'duration' ? subject.seconds : 0)).toBeNaN();
  });
});

test.each([undefined, 'Inactive', parameter])('the status of an access key is read: %j', (Status) => {
  const [subject] = read('AWS::IAM::AccessKey', { UserName: 'ci', Status });
  expect(subject).toMatchObject({
    kind: 'accessKey',
    status: Status === parameter ? hole : Status,
    place: { pointer: '/Resources/X/Properties/Status' },
  });
});

describe('the environment', () => {
  const list = [
    { Name: 'A', Value: '1' },
    { Name: 'B', Value: parameter },
  ];
  const variables = { A: '1', B: hole };
  const image = 'SourceConfiguration/ImageRepository/ImageConfiguration/RuntimeEnvironmentVariables';
  const code =
    'SourceConfiguration/CodeRepository/CodeConfiguration/CodeConfigurationValues/RuntimeEnvironmentVariables';
  const at = (path: string, value: unknown) =>
    path.split('/').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as object;

  test.each<readonly [string, object, string]>([
    ['AWS::Lambda::Function', { Environment: { Variables: { A: '1', B: parameter } } }, 'Environment/Variables'],
    ['AWS::CodeBuild::Project', { Environment: { EnvironmentVariables: list } }, 'Environment/EnvironmentVariables'],
    ['AWS::AppRunner::Service', at(image, list), image],
    ['AWS::AppRunner::Service', at(code, list), code],
    [
      'AWS::ECS::TaskDefinition',
      { ContainerDefinitions: [{ Environment: list }] },
      'ContainerDefinitions/0/Environment',
    ],
  ])('of %s is read: %j', (type, properties, path) => {
    expect(read(type, properties)).toMatchObject([
      { kind: 'workload', environment: variables, place: { type, pointer: `/Resources/X/Properties/${path}` } },
    ]);
  });

  test('of each container is one of its own', () => {
    const containers = [
      { Environment: list },
      { Name: 'none' },
      whenProd({ Environment: [list[0]] }, { Ref: 'AWS::NoValue' }),
    ];
    const found = read('AWS::ECS::TaskDefinition', { ContainerDefinitions: containers });
    expect(
      found.map(({ place }) => place.pointer?.replace('/Resources/X/Properties/ContainerDefinitions', '')),
    ).toEqual(['/0/Environment', '/2/Fn::If/1/Environment']);
  });

  test.each<readonly [string, object, readonly string[]]>([
    [
      'AWS::CodeBuild::Project',
      { Environment: { EnvironmentVariables: list } },
      ['Environment/EnvironmentVariables/0/Value', 'Environment/EnvironmentVariables/1/Value'],
    ],
    [
      'AWS::ECS::TaskDefinition',
      { ContainerDefinitions: [{}, { Environment: [list[1], whenProd({ Ref: 'AWS::NoValue' }, list[0])] }] },
      ['ContainerDefinitions/1/Environment/1/Fn::If/2/Value', 'ContainerDefinitions/1/Environment/0/Value'],
    ],
  ])('of %s has its values where they stand: %j', (type, properties, expected) => {
    const [subject] = read(type, properties);
    const { place, places } = subject as WorkloadSubject;
    const found = ['A', 'B'].map((name) => `${place.pointer}${places?.get(name)}`);
    expect(found).toEqual(expected.map((path) => `/Resources/X/Properties/${path}`));
  });

  test('in a list has its findings at values of the list', () => {
    const EnvironmentVariables = [...list, { Name: 'AWS_STS_REGIONAL_ENDPOINTS', Value: 'legacy' }];
    const subjects = read('AWS::CodeBuild::Project', { Environment: { EnvironmentVariables } });
    const { findings } = check(subjects, defaultSettings, { today: '2030-01-01' });
    expect(findings.map(({ rule, at }) => `${rule} ${at}`)).toEqual(['global-endpoint /2/Value']);
  });

  test('in an object has no other places', () => {
    const [subject] = read('AWS::Lambda::Function', { Environment: { Variables: { A: '1' } } });
    expect(subject).not.toHaveProperty('places');
  });

  test('that a deployment decides is a hole or a choice', () => {
    const found = (properties: object) =>
      read('AWS::Lambda::Function', properties).map((one) => (one.kind === 'workload' ? one.environment : one.kind));
    expect(found({ Environment: { Variables: parameter } })).toEqual([hole]);
    expect(found({ Environment: parameter })).toEqual([hole]);
    expect(found({ Environment: whenProd({ Variables: { A: '1' } }, { Ref: 'AWS::NoValue' }) })).toEqual([
      new Choice('IsProd', { A: '1' }, undefined),
    ]);
    expect(found({ Environment: { Variables: whenProd({ A: '1' }, { A: '2' }) } })).toEqual([
      new Choice('IsProd', { A: '1' }, { A: '2' }),
    ]);
    expect(found({})).toEqual([]);
    expect(found({ Environment: {} })).toEqual([]);
  });

  test('that CodeBuild keeps elsewhere is a hole', () => {
    const EnvironmentVariables = [
      { Name: 'A', Type: 'PARAMETER_STORE', Value: '/a' },
      { Name: 'B', Type: 'SECRETS_MANAGER', Value: 'b' },
      { Name: 'C', Type: 'PLAINTEXT', Value: 'c' },
    ];
    const [subject] = read('AWS::CodeBuild::Project', { Environment: { EnvironmentVariables } });
    const environment = subject?.kind === 'workload' ? subject.environment : undefined;
    expect(environment).toEqual({ A: expect.any(Text) as Text, B: expect.any(Text) as Text, C: 'c' });
    expect(JSON.stringify(environment)).not.toContain('/a');
  });
});

test('a workload without variables is skipped', () => {
  const template = {
    Resources: { X: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{}] } } },
  };
  expect(readCloudFormation(template)).toMatchObject({ subjects: [], skipped: 1 });
});
