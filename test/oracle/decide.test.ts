import { decidePolicy } from '../../shared/iam/request';
import { Text } from '../../shared/model/text';
import { differences, explain } from './differences';
import { pairOf, spellings, type Pair } from './pairs';
import { ownAccount } from './pool';
import { casesOr, Random, seedFor } from './random';
import { simulator } from './simulate';

const owner = { account: Text.of(ownAccount), organization: Text.of('o-ownownownow') };

/** How often each operator was asked about a request. */
class Coverage {
  readonly counts = new Map<string, number>(spellings.map((spelling) => [spelling, 0]));

  add({ policy }: Pair): void {
    for (const { Condition } of policy.Statement) {
      for (const spelling of Object.keys(Condition ?? {})) {
        const count = this.counts.get(spelling);
        if (count !== undefined) this.counts.set(spelling, count + 1);
      }
    }
  }
}

function lets({ policy, request }: Pair): boolean {
  return decidePolicy(policy, request, owner).is === 'yes';
}

test('decide agrees with an independent simulator, but for differences that have a name and a page', () => {
  const random = new Random(seedFor('decide'));
  const pairs = casesOr(24_000);
  const coverage = new Coverage();
  const used = new Map(differences.map(({ name }) => [name, 0]));
  const wrong: unknown[] = [];
  let [allowed, excused] = [0, 0];
  for (let turn = 0; turn < pairs; turn++) {
    const pair = pairOf(turn, random);
    coverage.add(pair);
    const ours = lets(pair);
    const theirs = simulator(pair.policy)(pair.full);
    if (ours) allowed++;
    if (ours === theirs) continue;
    const { names, rest } = explain(pair);
    const [oursAlone, theirsAlone] = [lets(rest), simulator(rest.policy)(rest.full)];
    if (names.size === 0 || oursAlone !== theirsAlone)
      wrong.push({ ours, theirs, policy: pair.policy, request: pair.full });
    else excused++;
    for (const name of names) used.set(name, (used.get(name) ?? 0) + 1);
  }
  const rarest = [...coverage.counts].sort(([, a], [, b]) => a - b)[0];
  process.stdout.write(
    `${pairs} pairs, ${allowed} allowed, ${excused} explained, ${wrong.length} not; rarest operator ${String(rarest)}\n`,
  );
  process.stdout.write(`${JSON.stringify(Object.fromEntries(used))}\n`);
  if (process.env['WRONG'] !== undefined)
    require('node:fs').writeFileSync(process.env['WRONG'], JSON.stringify(wrong, null, 1));
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(allowed / pairs).toBeGreaterThanOrEqual(0.3);
  expect(excused / pairs).toBeLessThanOrEqual(0.05);
  if (pairs < 20_000) return;
  expect([...coverage.counts].filter(([, count]) => count < 200)).toEqual([]);
  expect([...used].filter(([, count]) => count === 0)).toEqual([]);
});
