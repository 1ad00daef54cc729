import { hasHole } from '../../model/holes';
import { edgesOf, holdsAddress, runOf } from '../blocks';
import type { Operator, Test } from '../operator';

const page = { wildcards: 'none', variables: false } as const;

/** Whatever the hole turns out to be, the comparison may go either way. */
const open: Test = { matches: (_value, reading) => reading !== 'sure', edges: [] };

type Read = (code: string) => Test | undefined;
const holesOpen =
  (read: Read): Read =>
  (code) =>
    hasHole(code) ? open : read(code);

/** A test on the value that `parse` makes of a text; a text that it makes nothing of never matches. */
function ordered(parse: (text: string) => number | undefined, print: (value: number) => string, step: number) {
  return (holds: (value: number, bound: number) => boolean): Read =>
    holesOpen((code) => {
      const bound = parse(code);
      if (bound === undefined) return undefined;
      return {
        edges: [bound - step, bound, bound + step].map(print),
        matches: (text, reading) => {
          if (hasHole(text)) return reading !== 'sure';
          const value = parse(text);
          return value !== undefined && holds(value, bound);
        },
      };
    });
}

function number(text: string): number | undefined {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

/** Seconds since 1970 of an ISO 8601 date or of seconds written out, as AWS accepts both. */
export function seconds(text: string): number | undefined {
  if (/^-?\d{1,12}(\.\d+)?$/.test(text.trim())) {
    const value = Number(text);
    return /^\d{4}$/.test(text.trim()) ? Date.UTC(value, 0) / 1000 : value;
  }
  if (!/^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/.test(text.trim()))
    return undefined;
  const zoned = /T/.test(text) && !/(Z|[+-]\d{2}:?\d{2})$/.test(text.trim()) ? `${text.trim()}Z` : text.trim();
  const value = Date.parse(zoned);
  return Number.isNaN(value) ? undefined : value / 1000;
}

/** An ISO 8601 date in UTC of seconds since 1970. */
export function isoDate(value: number): string {
  return new Date(value * 1000).toISOString().replace('.000Z', 'Z');
}

function family(kind: 'numeric' | 'date', prefix: string, of: ReturnType<typeof ordered>): Operator[] {
  const equal = of((value, bound) => value === bound);
  const rows: [string, boolean, Read][] = [
    ['Equals', false, equal],
    ['NotEquals', true, equal],
    ['LessThan', false, of((value, bound) => value < bound)],
    ['LessThanEquals', false, of((value, bound) => value <= bound)],
    ['GreaterThan', false, of((value, bound) => value > bound)],
    ['GreaterThanEquals', false, of((value, bound) => value >= bound)],
  ];
  return rows.map(([name, negated, read]) => ({ ...page, name: prefix + name, negated, family: kind, read }));
}

const readBool: Read = holesOpen((code) => {
  const wanted = code.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') return undefined;
  return {
    edges: ['true', 'false'],
    matches: (text, reading) => (hasHole(text) ? reading !== 'sure' : text.toLowerCase() === wanted),
  };
});

const readIp: Read = holesOpen((code) => {
  const run = runOf(code);
  if (run === undefined) return undefined;
  return {
    edges: edgesOf(run),
    matches: (value, reading) => {
      return hasHole(value) ? reading !== 'sure' : holdsAddress(run, value);
    },
  };
});

const nullTest: Read = (code) => {
  if (hasHole(code)) return open;
  const wanted = code.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') return undefined;
  return { matches: (absent) => absent === wanted };
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const typedOperators: readonly Operator[] = [
  ...family('numeric', 'Numeric', ordered(number, String, 1)),
  ...family('date', 'Date', ordered(seconds, isoDate, 1)),
  { ...page, name: 'Bool', negated: false, family: 'bool', variables: true, read: readBool },
  { ...page, name: 'IpAddress', negated: false, family: 'ip', read: readIp },
  { ...page, name: 'NotIpAddress', negated: true, family: 'ip', read: readIp },
  { ...page, name: 'Null', negated: false, family: 'null', read: nullTest },
];
