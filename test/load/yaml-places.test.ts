import fc from 'fast-check';
import { stringify, type ToStringOptions } from 'yaml';
import { placeIn } from '../../load/places';
import { parseYaml, type ReadYaml } from '../../load/yaml';

function read(text: string): ReadYaml {
  const yaml = parseYaml(text);
  if ('problem' in yaml) throw new Error(`${yaml.problem.line}:${yaml.problem.column} ${yaml.problem.message}`);
  return yaml;
}

/** What stands at a pointer's place, to the end of its line. */
function at(text: string, pointer: string): string {
  const { value, places } = read(text);
  const { line, column } = placeIn(value, places, pointer);
  return text.split(/\r\n|\r|\n/)[line - 1]?.slice(column - 1) ?? 'past the end';
}

const template = `# a template
Resources:
  "odd/~id":
    Type: AWS::IAM::Role
    Properties:
      Name: !Sub
        - "\${a}-x"
        - a: !GetAtt B.Arn
      Tags:
        - !Ref T
        -   Key: k
        - !If # why!
          - C
          - [1, &two 2]
          - {x: 1, y: {z: !Ref Z}}
      2: late
      1: early
      Same: *two
`;
const properties = '/Resources/odd~1~0id/Properties';

test.each<[pointer: string, there: string]>([
  ['', 'Resources:'],
  ['/Resources', 'Resources:'],
  ['/Resources/odd~1~0id', '"odd/~id":'],
  [`${properties}/Name`, 'Name: !Sub'],
  [`${properties}/Name/Fn::Sub`, '!Sub'],
  [`${properties}/Name/Fn::Sub/0`, '"${a}-x"'],
  [`${properties}/Name/Fn::Sub/1/a`, 'a: !GetAtt B.Arn'],
  [`${properties}/Name/Fn::Sub/1/a/Fn::GetAtt`, '!GetAtt B.Arn'],
  [`${properties}/Name/Fn::Sub/1/a/Fn::GetAtt/1`, '!GetAtt B.Arn'],
  [`${properties}/Tags/0`, '!Ref T'],
  [`${properties}/Tags/0/Ref`, '!Ref T'],
  [`${properties}/Tags/1`, 'Key: k'],
  [`${properties}/Tags/2`, '!If # why!'],
  [`${properties}/Tags/2/Fn::If/1/1`, '2]'],
  [`${properties}/Tags/2/Fn::If/2/y/z`, 'z: !Ref Z}}'],
  [`${properties}/1`, '1: early'],
  [`${properties}/2`, '2: late'],
  [`${properties}/Same`, 'Same: *two'],
  // what is not there stands where the deepest part of it does
  [`${properties}/Tags/7/x`, 'Tags:'],
  [`${properties}/Name/Fn::Sub/0/x`, '"${a}-x"'],
  ['/Outputs', 'Resources:'],
])('%s stands at its key, or at its tag', (pointer, there) => {
  expect(at(template, pointer)).toBe(there);
  expect(at(template.replaceAll('\n', '\r\n'), pointer)).toBe(there);
  expect(at(template.replaceAll('\n', '\r'), pointer)).toBe(there);
});

test('what is merged in stands where it is written', () => {
  const text = 'x: &x\n  a: {b: 1}\ny:\n  <<: *x\n  c: 2\nz: *x\n';
  expect(at(text, '/y/a/b')).toBe('b: 1}');
  expect(at(text, '/y/c')).toBe('c: 2');
  expect(at(text, '/z')).toBe('z: *x');
  expect(at(text, '/z/a')).toBe('a: {b: 1}');
});

const json = fc.jsonValue({ maxDepth: 4 });
const options: fc.Arbitrary<ToStringOptions> = fc.record({
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
  indent: fc.integer({ min: 1, max: 6 }),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 40, 80),
  simpleKeys: fc.constant(true),
});

/** Whether the text has no number that CloudFormation turns into another text, and no empty list that is set too far left. */
function isPlain(text: string): boolean {
  return !/\d{16}|\de[+-]?\d|\d{8}\.\d|:\n *\[\]/i.test(text);
}

/** The same value, and the same order of keys. */
function expectSame(value: unknown, expected: unknown): void {
  expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
}

test('a value that a YAML 1.1 writer writes is read back', () => {
  fc.assert(
    fc.property(json, options, (value, how) => {
      const text = stringify(value, { ...how, version: '1.1', aliasDuplicateObjects: false });
      fc.pre(isPlain(text));
      expectSame(read(text).value, value);
    }),
    { numRuns: 1500 },
  );
});

test('JSON is read as JSON.parse reads it, on one line and on many', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      fc.pre(isPlain(text));
      expectSame(read(text).value, JSON.parse(text));
    }),
    { numRuns: 1500 },
  );
});

test('each member stands at its key, however it is written', () => {
  const tree = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('text', 'a: b', 1, true, null, 'two\nlines'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,3}$/), tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(tree, options, (node, how) => {
      const text = stringify({ root: node }, { ...how, version: '1.1', aliasDuplicateObjects: false });
      fc.pre(isPlain(text));
      for (const [pointer, key] of membersOf({ root: node })) {
        expect(at(text, pointer)).toMatch(new RegExp(`^["']?${key}["']?:`));
      }
    }),
    { numRuns: 500 },
  );
});

function membersOf(value: unknown, pointer = ''): [pointer: string, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    ...(Array.isArray(value) ? [] : [[`${pointer}/${key}`, key] as [string, string]]),
    ...membersOf(part, `${pointer}/${key}`),
  ]);
}

test('any text gives a value or a problem, and never an exception', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ', ',
      '!Ref ',
      '!Sub',
      '&x ',
      '*x',
      '<<: ',
      '"',
      "'",
      '|',
      '>-',
    ],
    ...[
      '? ',
      '# sts-guardrails: a -- b',
      '---\n',
      '...',
      '%YAML 1.1\n',
      '\t',
      '\\',
      '012345678901',
      '~',
      '\u2028',
      '\0',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const yaml = parseYaml(pieces.join(''));
      if ('problem' in yaml) expect(yaml.problem.message).not.toBe('');
      else expect(yaml.places).toHaveLength(2 * nodes(yaml.value));
    }),
    { numRuns: 5000 },
  );
});

function nodes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + nodes(part), 1);
}
