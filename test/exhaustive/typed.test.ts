import { readOperator } from '../../shared/iam/operators';
import type { Test } from '../../shared/iam/operator';

function testOf(operator: string, value: string): Test {
  const test = readOperator(operator)?.operator.read(value);
  if (test === undefined) throw new Error(`${operator} cannot read ${value}`);
  return test;
}

const v4 = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
const v6 = (number: number): string => `2001:db8::${number.toString(16)}`;
const base = 0xc6336400;

/** Whether a number shares its first bits with another, by division alone. */
function isInBlock(number: number, start: number, bits: number, width: number): boolean {
  const size = 2 ** (width - bits);
  return Math.floor(number / size) === Math.floor(start / size);
}

test('every block within 256 addresses holds the addresses that it should, and no other', () => {
  const wrong: string[] = [];
  for (let bits = 24; bits <= 32; bits++) {
    for (let start = 0; start < 256; start += bits < 28 ? 1 : 3) {
      const [four, six] = [`${v4(base + start)}/${bits}`, `${v6(start)}/${bits + 96}`];
      const [inFour, inSix] = [testOf('IpAddress', four), testOf('NotIpAddress', six)];
      for (let number = 0; number < 256; number += 5) {
        const expected = isInBlock(number, start, bits, 32);
        if (inFour.matches(v4(base + number), 'sure') !== expected) wrong.push(`${four} ${number}`);
        if (inSix.matches(v6(number), 'sure') !== expected) wrong.push(`${six} ${number}`);
        if (inFour.matches(v6(number), 'sure') || inSix.matches(v4(base + number), 'sure'))
          wrong.push(`${four} ${six}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('blocks of every size end where they should', () => {
  const wrong: string[] = [];
  for (let bits = 0; bits <= 32; bits++) {
    const size = 2 ** (32 - bits);
    const first = Math.floor(base / size) * size;
    const test = testOf('IpAddress', `${v4(base)}/${bits}`);
    const around = [first - 1, first, first + size - 1, first + size].filter((edge) => edge >= 0 && edge < 2 ** 32);
    for (const edge of around) {
      if (test.matches(v4(edge), 'sure') !== isInBlock(edge, base, bits, 32))
        wrong.push(`${v4(base)}/${bits} ${v4(edge)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(testOf('IpAddress', '198.51.100.7').matches('198.51.100.7', 'sure')).toBe(true);
  expect(testOf('IpAddress', '198.51.100.7').matches('198.51.100.8', 'sure')).toBe(false);
  expect(testOf('IpAddress', '2001:db8::7').matches('2001:0db8:0::0007', 'sure')).toBe(true);
});

/** The values between which a search has to choose: enough of them for every combination that anything meets. */
function expectEdges(tests: readonly Test[], world: readonly string[]): void {
  const wrong: string[] = [];
  tests.forEach((one, first) => {
    tests.forEach((two, second) => {
      tests.forEach((three, third) => {
        for (const [b, c] of [
          [true, true],
          [true, false],
          [false, true],
          [false, false],
        ] as const) {
          const meets = (value: string): boolean =>
            one.matches(value, 'sure') && two.matches(value, 'sure') === b && three.matches(value, 'sure') === c;
          if (!world.some(meets)) continue;
          const edges = [one, two, three].flatMap((test) => test.edges ?? []);
          if (!edges.some(meets)) wrong.push(`${first} ${second} ${third} ${b} ${c}`);
        }
      });
    });
  });
  expect(wrong).toEqual([]);
}

test('the edges of blocks meet whatever some address meets: one block inside, two more inside or outside', () => {
  const blocks = [29, 30, 31, 32].flatMap((bits) =>
    Array.from({ length: 2 ** (bits - 29) }, (_none, index) => `${v4(base + index * 2 ** (32 - bits))}/${bits}`),
  );
  expectEdges(
    blocks.map((block) => testOf('IpAddress', block)),
    Array.from({ length: 8 }, (_none, number) => v4(base + number)),
  );
});

const comparisons = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

test('the edges of numbers and of dates meet whatever some number or date meets', () => {
  const numbers = ['3', '4', '6', '7'];
  const world = Array.from({ length: 12 }, (_none, number) => String(number));
  expectEdges(
    comparisons.flatMap((name) => numbers.map((bound) => testOf(`Numeric${name}`, bound))),
    world,
  );
  const date = (number: number): string => `2030-01-01T00:00:${String(number).padStart(2, '0')}Z`;
  const dates = numbers.map((bound) => date(Number(bound)));
  expectEdges(
    comparisons.flatMap((name) => dates.map((bound) => testOf(`Date${name}`, bound))),
    world.map((number) => date(Number(number))),
  );
});

test('numbers and dates compare as they should, and what is neither never does', () => {
  const compare: Record<string, (value: number, bound: number) => boolean> = {
    Equals: (value, bound) => value === bound,
    LessThan: (value, bound) => value < bound,
    LessThanEquals: (value, bound) => value <= bound,
    GreaterThan: (value, bound) => value > bound,
    GreaterThanEquals: (value, bound) => value >= bound,
  };
  for (const [name, expected] of Object.entries(compare)) {
    for (let bound = 0; bound < 30; bound++) {
      const [number, date] = [
        testOf(`Numeric${name}`, String(bound - 10)),
        testOf(`Date${name}`, `2030-01-${String(bound + 1).padStart(2, '0')}`),
      ];
      for (let value = 0; value < 30; value++) {
        expect(number.matches(`${value - 10}.0`, 'sure')).toBe(expected(value, bound));
        expect(date.matches(`2030-01-${String(value + 1).padStart(2, '0')}T00:00:00+00:00`, 'sure')).toBe(
          expected(value, bound),
        );
        expect(date.matches(String(Date.UTC(2030, 0, value + 1) / 1000), 'sure')).toBe(expected(value, bound));
      }
      expect(number.matches('nonsense', 'sure')).toBe(false);
      expect(date.matches('nonsense', 'sure')).toBe(false);
    }
  }
});
