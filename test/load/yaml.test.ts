import { parseYaml, type ReadYaml } from '../../load/yaml';

/** What a text that can be read says. */
function read(text: string): ReadYaml {
  const yaml = parseYaml(text);
  if ('problem' in yaml) throw new Error(`${yaml.problem.line}:${yaml.problem.column} ${yaml.problem.message}`);
  return yaml;
}

function refusal(text: string): string {
  const yaml = parseYaml(text);
  if (!('problem' in yaml)) throw new Error(`it was read as ${JSON.stringify(yaml.value)}`);
  const { line, column, message } = yaml.problem;
  return `${line}:${column} ${message}`;
}

function problems(text: string): string[] {
  return read(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('short forms of functions', () => {
  test.each<[written: string, value: unknown]>([
    ['!Ref X', { Ref: 'X' }],
    ['!Ref 0123', { Ref: '0123' }],
    ['!Ref "AWS::NoValue"', { Ref: 'AWS::NoValue' }],
    ['!Condition C', { Condition: 'C' }],
    ['!GetAtt A.Arn', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt A.Outputs.Arn', { 'Fn::GetAtt': ['A', 'Outputs.Arn'] }],
    ['!GetAtt [A, Arn]', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt A', { 'Fn::GetAtt': 'A' }],
    ['!Sub "a${b}"', { 'Fn::Sub': 'a${b}' }],
    ['!Sub ["${b}", {b: !Ref c}]', { 'Fn::Sub': ['${b}', { b: { Ref: 'c' } }] }],
    ['!If [C, !Ref A, !Sub b]', { 'Fn::If': ['C', { Ref: 'A' }, { 'Fn::Sub': 'b' }] }],
    ['!Join [":", [a, !GetAtt B.Arn]]', { 'Fn::Join': [':', ['a', { 'Fn::GetAtt': ['B', 'Arn'] }]] }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!FindInMap [M, !Ref "AWS::Region", k]', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
    ['!Transform {Name: N}', { 'Fn::Transform': { Name: 'N' } }],
    ['!ImportValue\n  Fn::Sub: x', { 'Fn::ImportValue': { 'Fn::Sub': 'x' } }],
    ['!Base64 |\n  a\n  b\n', { 'Fn::Base64': 'a\nb\n' }],
    ['!<!Ref> X', { Ref: 'X' }],
  ])('%s', (written, value) => {
    expect(read(`a: ${written}`)).toMatchObject({ value: { a: value }, problems: [] });
  });

  test('one that CloudFormation does not know is a problem, and its value is that of a function that nobody knows', () => {
    expect(read('a:\n  - !Sbu x').value).toEqual({ a: [{ 'Fn::Sbu': 'x' }] });
    expect(problems('a:\n  - !Sbu x')).toEqual([
      '2:5 !Sbu is no tag that CloudFormation knows, so the value behind it is not known; check its spelling',
    ]);
    expect(problems('a: !!binary aGk=')).toEqual([expect.stringContaining('1:4 !!binary is no tag')]);
    expect(problems('a: !!set {b}')).toEqual([expect.stringContaining('!!set is no tag')]);
    expect(problems('%TAG ! tag:example.com,2000:\n---\na: !Ref b')).toEqual([
      expect.stringContaining('tag:example.com,2000:Ref is no tag'),
    ]);
  });
});

describe('scalars are what CloudFormation takes them for', () => {
  test.each<[written: string, value: unknown]>([
    ['2012-10-17', '2012-10-17'],
    ['111122223333', 111122223333],
    ["'012345678901'", '012345678901'],
    ['012345670123', 1402433619],
    ['012345678901', '1.2345678901E10'],
    ['0300', 192],
    ['-010', -8],
    ['0', 0],
    ['08', 8],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0b11', 3],
    ['0x_', 0],
    ['12:30', 750],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['10000000.0', '1.0E7'],
    ['.5', 0.5],
    ['-', null],
    ['.', '.'],
    ['.inf', '.inf'],
    ['+.e1', '+.e1'],
    ['123456789012345678901', '123456789012345678901'],
    ['07777777777777777777777', '73786976294838206463'],
    ['1.2.3', '1.2.3'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['yes', true],
    ['Off', false],
    ['NO', false],
    ['y', 'y'],
    ['n', 'n'],
    ['"yes"', 'yes'],
    ["'1'", '1'],
    ['~', null],
    ['Null', null],
    ['', null],
    ['nULL', 'nULL'],
    ['!!str 012', '012'],
    ['! 012', 10],
    ['!!int "12"', 12],
    ['!!bool yes', true],
    ['!!null ""', null],
    ['!!float 1', 1],
    ['a # b', 'a'],
    ['a#b', 'a#b'],
    ['"\\x41\\u0042"', 'AB'],
  ])('%s', (written, value) => {
    if (written === '-') expect(read('a:\n-').value).toEqual({ a: [null] });
    else expect(read(`a: ${written}`)).toMatchObject({ value: { a: value } });
  });

  test('a tag of a type that the value is not of', () => {
    expect(problems('a: !!int x')).toEqual(['1:10 !!int does not fit the value behind it; put the value in quotes']);
  });

  test('keys stay the texts that they are', () => {
    const { value } = read('on: 1\n111122223333: 2\n0x1: 3\n~: 4\n"5": 5\n2012-10-17: 6\n__proto__: 7\n? long\n: 8\n');
    expect(Object.entries(value as object)).toEqual([
      ['5', 5],
      ['on', 1],
      ['111122223333', 2],
      ['0x1', 3],
      ['~', 4],
      ['2012-10-17', 6],
      ['__proto__', 7],
      ['long', 8],
    ]);
  });

  test('an account number that loses its zero is a problem of its value', () => {
    const { problems: found } = read(
      'Mappings:\n  M:\n    a/b: [012345670123]\n    c: 012345678901\n    d: "012345670123"',
    );
    expect(found).toEqual([
      {
        line: 3,
        column: 11,
        pointer: '/Mappings/M/a~1b/0',
        message:
          'without quotes CloudFormation reads 012345670123 as 1402433619, which is no account; put it in quotes',
      },
      {
        line: 4,
        column: 8,
        pointer: '/Mappings/M/c',
        message:
          'without quotes CloudFormation reads 012345678901 as 1.2345678901E10, which is no account; put it in quotes',
      },
    ]);
  });
});

describe('texts on several lines', () => {
  const policy = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] };
  test.each<[what: string, text: string]>([
    ['kept', `a: |\n  ${JSON.stringify(policy)}\n`],
    ['folded', `a: >-\n  {"Statement":\n  [{"Effect": "Allow",\n  "Action": "sts:AssumeRole"}]}\n`],
    ['in quotes', `a: '${JSON.stringify(policy)}'`],
    ['with Windows lines', `a: |\r\n  ${JSON.stringify(policy, null, 2).replaceAll('\n', '\r\n  ')}\r\n`],
  ])('a policy as JSON text, %s', (_what, text) => {
    const { a } = read(text).value as { a: string };
    expect(JSON.parse(a)).toEqual(policy);
  });

  test('JSON is YAML', () => {
    const json = JSON.stringify({ a: [1, { b: null }, 'c\n"'], d: {}, e: [] }, null, 2);
    expect(read(json).value).toEqual(JSON.parse(json));
  });

  test('a byte order mark, lines of old Macs, no text at all', () => {
    expect(read('\uFEFFa: 1\rb: 2\r').value).toEqual({ a: 1, b: 2 });
    expect(read('').value).toBeNull();
    expect(read('# nothing').value).toBeNull();
    expect(read('Once upon a time').value).toBe('Once upon a time');
  });
});

describe('aliases and merge keys', () => {
  test('what they stand for is written out', () => {
    const text = 'x: &x {a: 1, b: 2}\ny: *x\nz: {<<: *x, b: 3, c: 4}\nw: {<<: [{a: 5}, *x], "<<": 6}\nv: [*x]';
    expect(read(text)).toMatchObject({
      value: {
        x: { a: 1, b: 2 },
        y: { a: 1, b: 2 },
        z: { a: 1, b: 3, c: 4 },
        w: { a: 5, b: 2, '<<': 6 },
        v: [{ a: 1, b: 2 }],
      },
      problems: [],
    });
  });

  test('a name that is given twice means what had it last before', () => {
    expect(read('a: &x 1\nb: *x\nc: &x 2\nd: *x').value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
    expect(read('a: &x k\n*x : 1').value).toEqual({ a: 'k', k: 1 });
  });

  test('values are copies, so that they go to another thread as they are', () => {
    const { value } = read('a: &x {b: {}}\nc: *x') as { value: { a: object; c: object } };
    expect(value.a).not.toBe(value.c);
    const yaml = read('a: !Sub x # y');
    expect(structuredClone(yaml)).toEqual(yaml);
  });

  test.each<[what: string, text: string, problem: string]>([
    ['an alias in itself', 'a: &a [1, *a]', '1:11 an alias stands inside of what it stands for'],
    ['a circle of two', 'a: &a {b: &b [*a]}\nc: *b', '1:15 an alias stands inside of what it stands for'],
    ['a merge into itself', 'a: &a\n  <<: *a', '2:7 an object is merged into itself'],
    ['a merge of no object', 'a: {<<: 1}', '1:9 a merge key << takes an object or a list of objects'],
    ['no such anchor', 'a: *b', '1:4 no anchor of this name stands before the alias'],
    ['an anchor that comes later', 'a: *b\nb: &b 1', '1:4 no anchor of this name stands before the alias'],
  ])('%s', (_what, text, problem) => {
    expect(refusal(text)).toBe(problem);
  });

  const levels = Array.from({ length: 40 }, (_none, index) => index);
  const bomb = (first: string, next: (before: string) => string): string =>
    [`a0: &a0 ${first}`, ...levels.map((level) => `a${level + 1}: &a${level + 1} ${next(`*a${level}`)}`)].join('\n');
  test.each<[what: string, text: string]>([
    ['lists', bomb('[x, x, x]', (before) => `[${Array<string>(9).fill(before).join()}]`)],
    ['merges of nothing', bomb('{}', (before) => `{<<: [${before}, ${before}]}`)],
    ['keys', `a: &a {${levels.map((key) => `k${key}: 1`).join()}}\nb:\n${'- {<<: *a}\n'.repeat(20_000)}`],
  ])('a bomb of %s is refused before it goes off', (_what, text) => {
    expect(refusal(text)).toMatch(/^\d+:\d+ aliases repeat more than 200000 values; write out what they stand for$/);
  });
});

describe('what is not written as YAML, at its place', () => {
  test.each<[what: string, text: string, problem: string]>([
    ['a tab', 'a:\n\tb: 1', '2:1 a tab stands where YAML indents; use spaces'],
    ['a line too far left', 'a:\n    b: 1\n  c: 2', '3:3 a line is not indented like the lines that it belongs to'],
    ['a list among keys', 'a: 1\n- b', '2:1 '],
    ['two colons', 'a: b: c', '1:4 a key stands behind another key on one line'],
    ['a quote that is not closed', 'a:\n  b: "x\n', '3:1 a text in quotes is not closed'],
    ['a bracket that is not closed', 'a: [1,\n  2\n', '3:1 a list or an object in brackets is not closed'],
    ['a brace that is not closed', '{a: 1', '1:6 a closing brace or bracket is missing'],
    ['a placeholder', 'a: {{ b }}', '1:5 a key is a list or an object; a placeholder in braces needs quotes'],
    ['a percent sign', 'a: %b', '1:4 a text cannot start with this character; put it in quotes'],
    ['a backslash', 'a: "\\q"', '1:5 an escape stands here that YAML does not know'],
    ['two functions', 'a: !Base64 !Sub b', '1:12 two functions stand in front of one value'],
    ['a function as a key', '!Ref a: b', '1:6 a function stands in place of a key'],
    ['a function of an alias', 'a: &a 1\nb: !Ref *a', '2:9 an alias stands with a tag or an anchor'],
    ['half a directive', '%YAML 1.1', '1:10 '],
    ['nesting without end', `a: ${'['.repeat(50_000)}`, '1:'],
    ['lists on one line', '- '.repeat(50_000), '1:'],
    ['empty documents', '---\n'.repeat(1002), '1001:1 more than 1000 empty documents stand here'],
  ])('%s', (_what, text, problem) => {
    expect(refusal(text).slice(0, problem.length)).toBe(problem);
  });

  test('nothing of the text is quoted: it may be secret', () => {
    for (const text of [
      'a: {{ swordfish }}',
      'a: swordfish: b',
      'swordfish\na: b',
      '? [swordfish]: b',
      'a: *swordfish',
    ]) {
      expect(refusal(text)).not.toContain('swordfish');
    }
  });

  test('a file that is larger than any template', () => {
    const started = Date.now();
    expect(refusal('# a line\n'.repeat(5_600_000))).toBe(
      '1:1 the file is larger than 16 MB, and CloudFormation takes no YAML of more than 1 MB; split it',
    );
    expect(Date.now() - started).toBeLessThan(2000);
  });
});

describe('what can be read and is wrong all the same', () => {
  test('a key that stands twice', () => {
    const text = 'a:\n  b: 1\n  c:\n    - d: 1\n      "d": 2\n  b: 3\na: 4\n';
    expect(read('a: {b: 1, b: 2}').value).toEqual({ a: { b: 2 } });
    expect(problems(text.replace('a: 4\n', ''))).toEqual([
      '6:3 the key "b" stands twice in a, and only the last one was judged; keep one of them',
      '5:7 the key "d" stands twice in a.c.0, and only the last one was judged; keep one of them',
    ]);
    expect(problems(text)).toEqual([
      '7:1 the key "a" stands twice in the outermost object, and only the last one was judged; keep one of them',
    ]);
  });

  test('a key that is merged in and written again is no mistake', () => {
    expect(problems('x: &x {a: 1}\ny: {<<: *x, a: 2}')).toEqual([]);
    expect(problems('x: &x {a: 1, a: 1}\ny: {<<: *x}\nz: {<<: *x}')).toHaveLength(1);
  });

  test('a second document', () => {
    expect(read('a: 1\n---\nb: 2\n---\n{').value).toEqual({ a: 1 });
    expect(problems('a: 1\n---\nb: 2')).toEqual([
      '3:1 a second document stands here, and CloudFormation reads one; only the first one was judged: put each into a file of its own',
    ]);
    expect(read('---\n---\na: 1\n...\n---\n# end\n')).toMatchObject({ value: { a: 1 }, problems: [] });
  });

  test.each(['\u0085', '\u2028', '\u2029'])('a line that only CloudFormation sees to end: %j', (separator) => {
    expect(problems(`a: 1 # b${separator}c: 2`)).toEqual([
      '1:9 a separator stands here that ends a line for CloudFormation and is not seen; use a line break',
    ]);
  });
});
