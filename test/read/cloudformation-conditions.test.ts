import { Text } from '../../shared/model/text';
import { Choice, type Tree } from '../../shared/model/tree';
import { readCloudFormation, type TemplateOptions } from '../../shared/read/cloudformation';

const equals = (left: unknown, right: unknown) => ({ 'Fn::Equals': [left, right] });
const stage = { Ref: 'Stage' };
const either = (condition: string, then: unknown, otherwise: unknown) => ({ 'Fn::If': [condition, then, otherwise] });

interface Given extends TemplateOptions {
  readonly Parameters?: object;
  readonly Conditions: object;
  /** The condition of the role itself. */
  readonly Condition?: string;
}

/** What a value of a trust policy comes to; the kinds of all that is read where the role is not made. */
function read(
  value: unknown,
  { Parameters = { Stage: { Type: 'String' } }, Conditions, Condition, ...options }: Given,
) {
  const role = { Type: 'AWS::IAM::Role', Condition, Properties: { AssumeRolePolicyDocument: { value } } };
  const { subjects } = readCloudFormation({ Parameters, Conditions, Resources: { R: role } }, options);
  const [subject] = subjects;
  if (subject === undefined) return 'not made';
  return subject.kind === 'role' ? (subject.trust as { value?: Tree }).value : subject.kind;
}

const stages = { IsDev: equals(stage, 'dev'), IsTest: equals('test', stage), IsProd: equals(stage, 'prod') };
const nested = either('IsDev', 'd', either('IsTest', 't', either('IsProd', 'p', 'other')));

describe('one value is not two at once', () => {
  test('a comparison with another value is settled inside the first', () => {
    expect(read(either('IsDev', either('IsProd', 'never', 'd'), 'x'), { Conditions: stages })).toEqual(
      new Choice('IsDev', 'd', 'x'),
    );
    expect(read(nested, { Conditions: stages })).toEqual(
      new Choice('IsDev', 'd', new Choice('IsTest', 't', new Choice('IsProd', 'p', 'other'))),
    );
  });

  test('And of two values is never, Or of them is either', () => {
    const Conditions = {
      ...stages,
      Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
      One: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    };
    expect(read(either('Both', 'a', 'b'), { Conditions })).toBe('b');
    expect(read(either('One', either('IsTest', 'never', 'a'), 'b'), { Conditions })).toEqual(
      new Choice('IsDev', 'a', new Choice('IsTest', 'b', new Choice('IsProd', 'a', 'b'))),
    );
  });

  test('comparisons inside other conditions count as well', () => {
    const Conditions = {
      NotDev: { 'Fn::Not': [equals(stage, 'dev')] },
      Prod: { 'Fn::And': [equals(stage, 'prod'), equals({ Ref: 'AWS::Region' }, 'eu-west-1')] },
    };
    expect(read(either('Prod', either('NotDev', 'a', 'never'), 'b'), { Conditions })).toEqual(
      expect.objectContaining({ otherwise: expect.anything() as unknown }),
    );
    expect(JSON.stringify(read(either('Prod', either('NotDev', 'a', 'never'), 'b'), { Conditions }))).not.toContain(
      'never',
    );
  });

  test('of many values each is a choice of its own', () => {
    const Conditions = Object.fromEntries([...'abcdefgh'].map((letter) => [`Is${letter}`, equals(stage, letter)]));
    expect(read(either('Ish', 'h', 'x'), { Conditions })).toEqual(new Choice('Ish', 'h', 'x'));
  });
});

describe('a parameter with allowed values', () => {
  const limited = (...AllowedValues: unknown[]) => ({ Stage: { Type: 'String', AllowedValues } });

  test('is one of them', () => {
    const Parameters = limited('dev', 'test', 'prod');
    expect(read(nested, { Parameters, Conditions: stages })).toEqual(
      new Choice('IsDev', 'd', new Choice('IsTest', 't', 'p')),
    );
  });

  test('is nothing else', () => {
    const Parameters = limited('dev', 'beta');
    expect(read(either('IsProd', 'p', 'x'), { Parameters, Conditions: stages })).toBe('x');
    expect(read(nested, { Parameters, Conditions: stages })).toEqual(new Choice('IsDev', 'd', 'other'));
  });

  test('is the one that there is', () => {
    expect(read([stage, nested], { Parameters: limited('prod'), Conditions: stages })).toEqual(['prod', 'p']);
    expect(read(nested, { Parameters: limited(1), Conditions: { ...stages, IsDev: equals(stage, '1') } })).toBe('d');
  });

  test('that are names to look something up under is nothing of the kind', () => {
    const Stage = { Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: ['/dev/stage', '/test/stage'] };
    const given = { Parameters: { Stage }, Conditions: { IsProd: stages.IsProd } };
    expect(read(either('IsProd', 'p', 'x'), given)).toEqual(new Choice('IsProd', 'p', 'x'));
    expect(read('made', { ...given, Condition: 'IsProd' })).toBe('made');
    const Account = { ...Stage, AllowedValues: ['111122223333'] };
    expect(read({ Ref: 'Account' }, { Parameters: { Account }, Conditions: {} })).toEqual(
      Text.of({ id: 'Ref Account', domain: 'free' }),
    );
  });

  test('of a list may be there several times', () => {
    const Parameters = { Stage: { Type: 'CommaDelimitedList', AllowedValues: ['a'] } };
    expect(read(stage, { Parameters, Conditions: {} })).toEqual(
      expect.objectContaining({ pieces: expect.anything() as unknown }),
    );
  });
});

test.each([
  ['^[0-9]{12}$', 'account'],
  ['\\d{12}', 'account'],
  ['^(\\d{12})$', 'account'],
  ['^[0-9]{12}$|\\*', 'free'],
  ['[0-9]{12}.*', 'free'],
])('a parameter of the pattern %s is of the domain %s', (AllowedPattern, domain) => {
  const of = (Type: string) =>
    (read(stage, { Parameters: { Stage: { Type, AllowedPattern } }, Conditions: {} }) as Text).hole?.domain;
  expect(of('String')).toBe(domain);
  expect(of('AWS::SSM::Parameter::Value<String>')).toBe('free');
});

describe('known values decide', () => {
  const Conditions = { ...stages, Home: equals({ Ref: 'AWS::AccountId' }, '111122223333') };

  test('given by the user', () => {
    const given = { values: new Map([['Stage', 'prod']]), defaults: false };
    expect(read([stage, nested], { Conditions, given })).toEqual(['prod', 'p']);
  });

  test('by default, where that is assumed', () => {
    const Parameters = { Stage: { Type: 'String', Default: 'test' } };
    expect(read(nested, { Parameters, Conditions, given: { values: new Map(), defaults: true } })).toBe('t');
    expect(read(nested, { Parameters, Conditions, given: { values: new Map([['Stage', 'x']]), defaults: true } })).toBe(
      'other',
    );
    expect(read(nested, { Parameters, Conditions, given: { values: new Map(), defaults: false } })).toBeInstanceOf(
      Choice,
    );
  });

  test('but not what the template keeps secret or looks up', () => {
    const given = { values: new Map([['Stage', 'prod']]), defaults: true };
    for (const Stage of [
      { Type: 'String', NoEcho: true },
      { Type: 'String', NoEcho: 'true', AllowedValues: ['prod'] },
      { Type: 'AWS::SSM::Parameter::Value<String>' },
    ])
      expect(JSON.stringify(read(stage, { Parameters: { Stage }, Conditions, given }))).toContain('Ref Stage');
  });
});

describe('a role under a condition', () => {
  test('is judged as it is where the condition holds', () => {
    expect(read(nested, { Conditions: stages, Condition: 'IsProd' })).toBe('p');
    expect(read(either('IsProd', 'p', 'x'), { Conditions: stages, Condition: 'IsDev' })).toBe('x');
    const Conditions = { ...stages, NotDev: { 'Fn::Not': [{ Condition: 'IsDev' }] } };
    expect(read(either('IsDev', 'd', 'x'), { Conditions, Condition: 'NotDev' })).toBe('x');
    const Both = { 'Fn::And': [equals({ Ref: 'A' }, 'a'), equals({ Ref: 'B' }, 'b')] };
    const Parameters = { A: {}, B: {} };
    const IsB = equals({ Ref: 'B' }, 'b');
    expect(read(either('IsB', 'b', 'x'), { Parameters, Conditions: { Both, IsB }, Condition: 'Both' })).toBe('b');
  });

  test('that holds in several ways keeps what differs between them', () => {
    const Conditions = { ...stages, Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsTest' }] } };
    expect(read(either('IsDev', 'd', 'x'), { Conditions, Condition: 'Either' })).toEqual(new Choice('IsDev', 'd', 'x'));
    expect(JSON.stringify(read(nested, { Conditions, Condition: 'Either' }))).toContain('"d"');
  });

  test('that never holds is not there', () => {
    expect(read('a', { Conditions: { No: equals('a', 'b') }, Condition: 'No' })).toBe('not made');
    const given = { values: new Map([['Stage', 'prod']]), defaults: false };
    expect(read('a', { Conditions: stages, Condition: 'IsDev', given })).toBe('not made');
  });

  test('that is not there or goes round in a circle is judged', () => {
    expect(read('a', { Conditions: {}, Condition: 'Nowhere' })).toBe('a');
    const Conditions = { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } };
    expect(read('a', { Conditions, Condition: 'A' })).toBe('a');
  });
});

test('a policy on the side that is never taken is not judged', () => {
  const properties = { Policies: either('Never', [{ PolicyDocument: { a: 1 } }], [{ PolicyDocument: { b: 1 } }]) };
  const template = {
    Conditions: { Never: equals('a', 'b') },
    Resources: { R: { Type: 'AWS::IAM::User', Properties: properties } },
  };
  expect(readCloudFormation(template).subjects).toMatchObject([{ kind: 'identity', document: { b: 1 } }]);
});
