import { Text, type Subject } from '../../shared';
import { readPulumiResource } from '../../shared/read/pulumi';
import { unknowns } from '../../shared/read/pulumi/wire';

const urn = 'urn:pulumi:dev::shop::x::y';
const read = (type: string, props: object): readonly Subject[] => readPulumiResource({ type, urn, name: 'y', props });
const more = { arn: 'x' };

test.each<readonly [string, string, string, unknown, unknown]>([
  ['aws:ssoadmin/permissionSet:PermissionSet', 'sessionDuration', 'permissionSet', 'PT12H', 43_200],
  ['aws:ssoadmin/permissionSet:PermissionSet', 'sessionDuration', 'permissionSet', null, undefined],
  ['aws-native:sso:PermissionSet', 'sessionDuration', 'permissionSet', 'PT90M', 5400],
  ['aws:rolesanywhere/profile:Profile', 'durationSeconds', 'rolesAnywhere', 7200, 7200],
  ['aws-native:rolesanywhere:Profile', 'durationSeconds', 'rolesAnywhere', undefined, undefined],
  ['aws:iot/roleAlias:RoleAlias', 'credentialDuration', 'roleAlias', 7200, 7200],
  ['aws-native:iot:RoleAlias', 'credentialDurationSeconds', 'roleAlias', 7200, 7200],
])('the duration of %s in %s is one of kind %s: %j', (type, name, of, written, seconds) => {
  expect(read(type, { ...more, [name]: written })).toMatchObject([
    { kind: 'duration', of, seconds, place: { id: urn, type, pointer: `/${name}` } },
  ]);
  const [open] = read(type, { [name]: unknowns.string });
  expect(open?.kind === 'duration' && String(open.seconds)).toBe(`<${name}>`);
});

test('a text that is no duration is no number', () => {
  const [subject] = read('aws:ssoadmin/permissionSet:PermissionSet', { sessionDuration: '3600' });
  expect(Number(subject?.kind === 'duration' ? subject.seconds : 0)).toBeNaN();
});

test('the status of an access key is read', () => {
  const type = 'aws:iam/accessKey:AccessKey';
  expect(read(type, { user: 'ci' })).toMatchObject([{ kind: 'accessKey', status: undefined }]);
  expect(read(type, { user: 'ci', status: 'Inactive' })).toMatchObject([{ kind: 'accessKey', status: 'Inactive' }]);
});

const image = ['sourceConfiguration', 'imageRepository', 'imageConfiguration', 'runtimeEnvironmentVariables'];
const code = [
  'sourceConfiguration',
  'codeRepository',
  'codeConfiguration',
  'codeConfigurationValues',
  'runtimeEnvironmentVariables',
];
const inside = (steps: readonly string[], value: unknown) =>
  steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as object;
const list = [
  { name: 'A', value: '1' },
  { name: 'B', value: unknowns.string },
];

test.each<readonly [string, object, string]>([
  [
    'aws:lambda/function:Function',
    { environment: { variables: { A: '1', B: unknowns.string } } },
    '/environment/variables',
  ],
  [
    'aws-native:lambda:Function',
    { environment: { variables: { A: '1', B: unknowns.string } } },
    '/environment/variables',
  ],
  [
    'aws:codebuild/project:Project',
    { environment: { environmentVariables: list } },
    '/environment/environmentVariables',
  ],
  [
    'aws:ecs/taskDefinition:TaskDefinition',
    { containerDefinitions: JSON.stringify([{ environment: list }]) },
    '/containerDefinitions/0/environment',
  ],
  [
    'aws-native:ecs:TaskDefinition',
    { containerDefinitions: [{ environment: list }] },
    '/containerDefinitions/0/environment',
  ],
  ['aws:apprunner/service:Service', inside(image, { A: '1', B: unknowns.string }), `/${image.join('/')}`],
  ['aws:apprunner/service:Service', inside(code, { A: '1', B: unknowns.string }), `/${code.join('/')}`],
  ['aws-native:apprunner:Service', inside(image, list), `/${image.join('/')}`],
])('the environment of %s is read: %j', (type, props, pointer) => {
  const [subject, ...others] = read(type, props);
  expect(others).toEqual([]);
  expect(subject).toMatchObject({
    kind: 'workload',
    place: { pointer },
    environment: { A: '1', B: expect.any(Text) as Text },
  });
});

test.each<readonly [string, object]>([
  ['aws:codebuild/project:Project', { environment: { environmentVariables: list } }],
  ['aws:ecs/taskDefinition:TaskDefinition', { containerDefinitions: JSON.stringify([{ environment: list }]) }],
])('the values of %s stand in a list: %j', (type, props) => {
  const [subject] = read(type, props);
  const places = subject?.kind === 'workload' ? subject.places : undefined;
  expect(places && Object.fromEntries(places)).toEqual({ A: '/0/value', B: '/1/value' });
});

test.each<readonly [string, string, object]>([
  ['no variables', 'aws:lambda/function:Function', { name: 'f' }],
  ['an environment that is null', 'aws:lambda/function:Function', { environment: null }],
  ['containers that nobody can read', 'aws:ecs/taskDefinition:TaskDefinition', { containerDefinitions: '[{' }],
  [
    'containers that are not known yet',
    'aws:ecs/taskDefinition:TaskDefinition',
    { containerDefinitions: unknowns.string },
  ],
  ['containers without variables', 'aws:ecs/taskDefinition:TaskDefinition', { containerDefinitions: '[{}, 7, null]' }],
])('%s hold none', (_what, type, props) => {
  expect(read(type, props)).toEqual([]);
});

test('values that CodeBuild keeps elsewhere are not shown', () => {
  const environmentVariables = [{ name: 'A', type: 'SECRETS_MANAGER', value: 'secret-name' }, { name: 7 }, 'x'];
  const [subject] = read('aws:codebuild/project:Project', { environment: { environmentVariables } });
  expect(JSON.stringify(subject)).not.toContain('secret-name');
  expect(subject?.kind === 'workload' && subject.environment).toEqual({ A: expect.any(Text) as Text });
});
