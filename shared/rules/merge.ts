import { settle, type Tree } from '../model/tree';
import { assignments } from './readings';
import type { Remark } from './rule';

/** What a rule says about one reading of a document, each remark under a name that is the same in every reading. */
export interface Said {
  readonly branch: string;
  readonly remarks: ReadonlyMap<string, Remark>;
}

/**
 * What a rule says about all readings of a document: a remark fails where it fails in every reading, or where some
 * remark does in each (then the first stands for all and names its branch). What fails in some readings is unknown.
 */
export function merge(readings: readonly Said[]): Remark[] {
  const [first] = readings;
  if (first === undefined || readings.every(({ remarks }) => remarks.size === 0)) return [];
  if (readings.length === 1) return [...first.remarks.values()];
  const failsIn = ({ remarks }: Said, name: string): boolean => remarks.get(name)?.verdict === 'fail';
  const always = [...first.remarks].filter(([name]) => readings.every((reading) => failsIn(reading, name)));
  if (always.length > 0)
    return [...always.map(([, remark]) => remark), ...depends(readings, new Set(always.map(([name]) => name)))];
  const worst = readings.map(({ remarks }) => [...remarks.values()].find(({ verdict }) => verdict === 'fail'));
  const shown = worst[0];
  if (shown !== undefined && worst.every((remark) => remark !== undefined)) {
    return [{ ...shown, message: `${shown.message} (where ${first.branch}; the other branches let somebody in too)` }];
  }
  return depends(readings, new Set());
}

/** What `judge` says of a value whichever way its conditions go, a remark a place; `undecided` where they are too many. */
export function judgeEach(
  value: Tree | undefined,
  judge: (settled: Tree | undefined) => readonly Remark[],
  undecided: (because: string) => Remark,
): Remark[] {
  const ways = assignments(value);
  if (ways.length === 0) return [undecided('its conditions')];
  return merge(
    ways.map(({ branch, assignment }) => {
      const remarks = judge(settle(value, assignment));
      return { branch, remarks: new Map(remarks.map((remark) => [remark.at, remark])) };
    }),
  );
}

/** The remarks of some readings only, as unknown. */
function depends(readings: readonly Said[], except: ReadonlySet<string>): Remark[] {
  const found = new Map<string, Remark>();
  for (const { branch, remarks } of readings) {
    for (const [name, remark] of remarks) {
      if (except.has(name) || found.has(name)) continue;
      found.set(name, { ...remark, verdict: 'unknown', because: remark.because ?? branch });
    }
  }
  return [...found.values()];
}
