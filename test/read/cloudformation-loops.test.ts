import { Text } from '../../shared/model/text';
import type { Tree } from '../../shared/model/tree';
import { readCloudFormation, readExports, type TemplateOptions } from '../../shared/read/cloudformation';

const role = (principal: unknown) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Principal: principal } },
});
const loop = (collection: unknown, body: object, variable = 'X', name = 'Each') => ({
  [`Fn::ForEach::${name}`]: [variable, collection, body],
});
const hole = (id: string) => Text.of({ id, domain: 'free' });

/** Place, pointer and principal of each role of a template. */
function roles(Resources: object, more: object = {}, options: TemplateOptions = {}) {
  return readCloudFormation({ ...more, Resources }, options).subjects.map((subject) => [
    subject.place.id,
    subject.place.pointer?.replace('/Resources/', ''),
    subject.kind === 'role' ? (subject.trust as { Principal?: Tree }).Principal : subject.kind,
  ]);
}

const inside = '/Properties/AssumeRolePolicyDocument';

test('a loop over a list is written out, and each role stands where the loop does', () => {
  const body = { 'R${X}': role({ AWS: { 'Fn::Sub': 'arn:aws:iam::${X}:root' }, Service: { Ref: 'X' } }) };
  expect(roles(loop(['111122223333', '444455556666'], body))).toEqual([
    [
      'R111122223333',
      `Fn::ForEach::Each/2/R\${X}${inside}`,
      { AWS: 'arn:aws:iam::111122223333:root', Service: '111122223333' },
    ],
    [
      'R444455556666',
      `Fn::ForEach::Each/2/R\${X}${inside}`,
      { AWS: 'arn:aws:iam::444455556666:root', Service: '444455556666' },
    ],
  ]);
});

test('what a logical id may not hold is left out by the other form of the variable', () => {
  expect(roles(loop(['a-1.x'], { 'R&{X}': role('${X} and &{X}') }))).toEqual([
    ['Ra1x', `Fn::ForEach::Each/2/R&{X}${inside}`, 'a-1.x and a1x'],
  ]);
});

test('loops stand inside each other, over what the outer one says', () => {
  const Mappings = { Of: { dev: { who: ['a', 'b'] }, prod: { who: ['c'] } } };
  const inner = loop({ 'Fn::FindInMap': ['Of', { Ref: 'X' }, 'who'] }, { 'R${X}${Y}': role('${X}-${Y}') }, 'Y', 'In');
  expect(roles(loop(['dev', 'prod'], inner), { Mappings }).map(([id, , principal]) => [id, principal])).toEqual([
    ['Rdeva', 'dev-a'],
    ['Rdevb', 'dev-b'],
    ['Rprodc', 'prod-c'],
  ]);
  expect(roles(loop(['dev'], inner), { Mappings })[0]?.[1]).toBe(
    `Fn::ForEach::Each/2/Fn::ForEach::In/2/R\${X}\${Y}${inside}`,
  );
});

const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'a,b' } };

test('a loop over the list of a parameter is written out where its value is known', () => {
  const resources = loop({ Ref: 'Names' }, { 'R${X}': role('${X}') });
  const ids = (options: TemplateOptions) => roles(resources, { Parameters }, options).map(([id]) => id);
  expect(ids({ given: { values: new Map(), defaults: true } })).toEqual(['Ra', 'Rb']);
  expect(ids({ given: { values: new Map([['Names', 'c, d']]), defaults: false } })).toEqual(['Rc', 'Rd']);
  expect(ids({ parameters: new Map<string, Tree>([['Names', 'e']]) })).toEqual(['Re']);
});

describe('over what is not known', () => {
  const each = { id: 'each X of Fn::ForEach::Each', domain: 'free' } as const;
  const over = (body: object) => roles(loop({ Ref: 'Names' }, body), { Parameters });

  test('a role is read once, with a hole for the variable', () => {
    expect(over({ 'R${X}': role({ AWS: { Ref: 'X' } }) })).toEqual([
      ['R${X}', `Fn::ForEach::Each/2/R\${X}${inside}`, { AWS: hole(each.id) }],
    ]);
  });

  test.each<readonly [string, unknown, Tree]>([
    ['a text', 'arn:aws:iam::${X}:root', Text.of('arn:aws:iam::', each, ':root')],
    ['a Sub', { 'Fn::Sub': '${X}/${AWS::StackName}' }, Text.of(each, '/', { id: 'AWS::StackName', domain: 'name' })],
    ['a Sub with variables', { 'Fn::Sub': ['${X}${V}', { V: 'v-${X}' }] }, Text.of(each, 'v-', each)],
    ['a Join', { 'Fn::Join': ['', ['a', { Ref: 'X' }]] }, Text.of('a', each)],
    ['what has no variable', '${aws:username}', '${aws:username}'],
    ['a key, which may be any', { '${X}': 'a' }, hole(each.id)],
  ])('the variable in %s', (_name, principal, expected) => {
    expect(over({ 'R${X}': role(principal) })[0]?.[2]).toEqual(expected);
  });

  test('what one round of the loop makes knows the rest of it', () => {
    const made = over({ 'A${X}': role('a'), 'B${X}': role({ AWS: { 'Fn::GetAtt': ['A${X}', 'Arn'] } }) });
    expect(String((made[1]?.[2] as { AWS: Text }).AWS)).toBe(
      'arn:<AWS::Partition>:iam::<AWS::AccountId>:role/<Ref A${X}>',
    );
  });

  test('entries of an object may be any', () => {
    const principal = { ...loop({ Ref: 'Names' }, { 'K${X}': 'v' }), Service: 's' };
    const [found] = roles({ R: role(principal) }, { Parameters });
    expect(found?.[2]).toEqual(hole('Fn::ForEach::Each over <Ref Names>'));
  });
});

test('a loop inside properties writes entries', () => {
  const principal = { ...loop(['a', 'b'], { 'K${X}': 'is ${X}' }), Service: 's' };
  expect(roles({ R: role(principal) })[0]?.[2]).toEqual({ Ka: 'is a', Kb: 'is b', Service: 's' });
});

test('a loop writes conditions and outputs', () => {
  const template = {
    Conditions: loop(['dev', 'prod'], { 'Is${X}': { 'Fn::Equals': [{ Ref: 'X' }, 'prod'] } }),
    Resources: { R: role({ 'Fn::If': ['Isdev', 'a', { 'Fn::If': ['Isprod', 'b', 'c'] }] }) },
    Outputs: loop(['u', 'v'], { 'O${X}': { Value: '${X}', Export: { Name: 'name-${X}' } } }),
  };
  expect(readCloudFormation(template).subjects[0]).toHaveProperty('trust.Principal', 'b');
  expect(readExports(template)).toEqual([
    { name: Text.of('name-u'), value: 'u' },
    { name: Text.of('name-v'), value: 'v' },
  ]);
});

test('a loop among the properties of a resource writes them', () => {
  const trust = loop(['AssumeRole'], { '${X}PolicyDocument': { Principal: '${X}' } });
  const policies = loop(['Policies'], { '${X}': [{ PolicyDocument: { Statement: '${X}' } }] }, 'X', 'Other');
  const Resources = { R: { Type: 'AWS::IAM::Role', Properties: { ...trust, ...policies } } };
  expect(readCloudFormation({ Resources }).subjects).toMatchObject([
    { kind: 'role', trust: { Principal: 'AssumeRole' } },
    { kind: 'identity', document: { Statement: 'Policies' }, identities: [{ id: 'R' }] },
  ]);
});

test('two resources of one name, which CloudFormation refuses, are both read', () => {
  expect(roles({ R: role('own'), ...loop(['a', 'b'], { R: role('${X}') }) }).map(([id, , who]) => [id, who])).toEqual([
    ['R', 'own'],
    ['R', 'a'],
    ['R', 'b'],
  ]);
});

test('loops in loops in loops end somewhere', () => {
  const values = Array.from({ length: 50 }, (_, index) => `v${index}`);
  let body: object = { 'R${A}${B}${C}${D}': role('x') };
  for (const variable of ['D', 'C', 'B', 'A']) body = loop(values, body, variable, variable);
  const start = process.cpuUsage();
  const { subjects } = readCloudFormation({ Resources: body });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(5);
  // what is left over is said, and no role passes unseen
  expect(subjects.some(({ kind }) => kind === 'unreadable')).toBe(true);
});
