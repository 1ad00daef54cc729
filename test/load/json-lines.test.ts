import fc from 'fast-check';
import { parseText } from '../../cli/syntax';

function parsed(text: string) {
  const result = parseText(text);
  if ('problem' in result) throw new Error(result.problem.message);
  return result;
}

test.each<[what: string, text: string, values: unknown[]]>([
  ['lines', '{"a":1}\n{"b":[2]}\n', [{ a: 1 }, { b: [2] }]],
  ['lines as Windows ends them, with empty ones between', '\r\n{"a":1}\r\n\r\n{"b":2}', [{ a: 1 }, { b: 2 }]],
  ['files put after one another', '{\n  "a": {\n    "b": 1\n  }\n}\n{\n  "a": {}\n}\n', [{ a: { b: 1 } }, { a: {} }]],
  ['a separator of lines within a text', '{"a":"\u2028{"}\n{"b":2}', [{ a: '\u2028{' }, { b: 2 }]],
])('%s are a list', (_what, text, values) => {
  expect(parsed(text)).toMatchObject({ value: values, problems: [] });
});

test('a pointer leads to its line', () => {
  const { locate } = parsed('{"a":1}\n\n{\n  "b": {"c": 2}\n}\n{"d":3}\n');
  expect(locate('/0/a')).toEqual({ line: 1, column: 2 });
  expect(locate('/1/b/c')).toEqual({ line: 4, column: 9 });
  expect(locate('/2')).toEqual({ line: 6, column: 1 });
  expect(locate('/7/x')).toEqual({ line: 1, column: 1 });
});

test.each<[what: string, text: string, line: number, value: unknown[]]>([
  ['a last line that breaks off', '{"a":1}\n{"b":2}\n{"c":{"d":', 3, [{ a: 1 }, { b: 2 }, undefined]],
  ['a line in the middle', '{"a":1}\n{"b":}\n{"c":3}', 2, [{ a: 1 }, undefined, { c: 3 }]],
  ['a text behind the last line', '{"a":1}\n{"b":2}\ndone', 3, [{ a: 1 }, undefined]],
])('%s is a problem of that line, and the others are read', (_what, text, line, value) => {
  const result = parsed(text);
  expect(result.value).toEqual(value);
  expect(result.problems).toMatchObject([
    { line, message: expect.stringMatching(/^what begins in line \d+ is not JSON: /) as string },
  ]);
});

test('a key that stands twice in one of them is said with its line', () => {
  expect(parsed('{"a":1}\n{"b":2,"b":3}').problems).toMatchObject([{ line: 2, column: 8 }]);
});

test.each(['{"a":1', '{"a":\n{"b":1}', 'a: 1\n{"b":1}\n{"c":1}', '{}\n[1]', '{}\n// {'])(
  '%j is no list of values',
  (text) => {
    expect(parseText(text)).toHaveProperty('problem');
  },
);

test('any values written as lines are read back, each at its line', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 2, maxLength: 5 }), (made) => {
      const text = made.map((one) => JSON.stringify(one)).join('\n');
      const { value, locate } = parsed(text);
      expect(value).toEqual(JSON.parse(`[${text.replaceAll('\n', ',')}]`));
      made.forEach((_one, index) => expect(locate(`/${index}`)).toEqual({ line: index + 1, column: 1 }));
    }),
    { numRuns: 200 },
  );
});
