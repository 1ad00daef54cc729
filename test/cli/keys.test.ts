import * as fc from 'fast-check';
import { countKeys, countSpelledKeys } from '../../cli/keys';

test('the text of a value spells as many keys as the value has, whatever stands in its strings', () => {
  const tricky = fc.oneof(fc.string(), fc.constantFrom('"', '\\', '\\"', '":', '\\\\', ':', '{"a":1}', '__proto__'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(tricky, fc.integer(), fc.constant(null), tie('list'), tie('object')),
    list: fc.array(tie('value')),
    object: fc.array(fc.tuple(tricky, tie('value'))).map((members) => Object.fromEntries(members)),
  }));
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
      const text = JSON.stringify(json, null, indent);
      const parsed: unknown = JSON.parse(text);
      expect(countSpelledKeys(text)).toBe(countKeys(parsed));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{"a":1,"a":1}', 2, 1],
  ['{"a":{"b":1,"\\u0062":":"}}', 3, 2],
  ['[{"\\\\":1},{"\\"":{"x":[]}}]', 3, 3],
])('%s spells %d keys and has %d', (text, spelled, kept) => {
  expect([countSpelledKeys(text), countKeys(JSON.parse(text))]).toEqual([spelled, kept]);
});
