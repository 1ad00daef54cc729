import { check, type Finding } from '../../shared';
import { Choice, isList, isMap, type Tree } from '../../shared/model/tree';
import { documentOf, type Seed, settingsOf, today } from '../../shared/testing/rows';
import { Desk } from '../cli/desk';
import { cannotBeResources } from '../drivers/seeds';
import { nameHoleOf } from '../drivers/seeds/role-arn';
import { groups, type Group, type ParityRow, programRules, said, treesOf } from '../parity/rows';
import { asWritten, blocksOf } from './terraform-document';
import { planOf, stateFileOf, stateOf } from './terraform-files';
import { holesIn } from './terraform-writer';

const forms = {
  plan: ['plan.json', planOf],
  state: ['state.json', stateOf],
  'state file': ['terraform.tfstate', stateFileOf],
} as const;
type Form = keyof typeof forms;
const names = Object.keys(forms) as Form[];

/** Why rows cannot be handed over in a form. */
interface Exemption {
  readonly forms: readonly Form[];
  readonly why: string;
  readonly holds: (row: ParityRow) => boolean;
}

const states: readonly Form[] = ['state', 'state file'];
const holes = (row: ParityRow) => treesOf(row).flatMap(holesIn);
const seeds = ({ subjects }: ParityRow): readonly Seed[] => subjects.map(({ seed }) => seed);

const exemptions: readonly Exemption[] = [
  {
    forms: names,
    why: 'a run settles its conditions before it plans',
    holds: (row) => treesOf(row).some(hasChoice),
  },
  {
    forms: names,
    why: 'a configuration cannot declare it',
    holds: (row) => seeds(row).some((seed) => !isProvider(seed) && cannotBeResources(seed) !== undefined),
  },
  {
    forms: names,
    why: 'this run tells every form which account the roles are in',
    holds: ({ owner }) => (owner.account?.holes ?? []).length > 0,
  },
  {
    forms: ['plan'],
    why: 'a plan knows all of a text or nothing of it, unless it is the ARN of a role that the plan makes',
    holds: (row) => treesOf(row).some((tree) => hasHalfKnown(tree, arnsIn(row))),
  },
  {
    forms: ['plan'],
    why: 'no data source has such a document',
    holds: (row) =>
      documentsIn(row).some((tree) => isMap(tree) && holesIn(tree).length > 0 && blocksOf(tree) === undefined),
  },
  { forms: states, why: 'in a state everything is known', holds: (row) => holes(row).length > 0 },
  { forms: states, why: 'a state has no providers', holds: (row) => seeds(row).some(isProvider) },
  {
    forms: states,
    why: 'the ARNs in a state tell the account and the partition, which here are always the same',
    holds: ({ owner }) => owner.account === undefined || owner.partition?.literal !== 'aws',
  },
];

const isExempt = (form: Form, row: ParityRow) => exemptions.some((one) => one.forms.includes(form) && one.holds(row));

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

type Run = [name: string, group: Group, rows: readonly ParityRow[]];

function runs(form: Form): Run[] {
  return groups.flatMap((group): Run[] => {
    const wanted = group.rows.filter((row) => !isExempt(form, row));
    const shared = wanted.filter(({ isProgram }) => !isProgram);
    const alone = wanted.filter(({ isProgram }) => isProgram);
    const together: Run[] = shared.length === 0 ? [] : [[JSON.stringify(group.settings), group, shared]];
    return [...together, ...alone.map((row): Run => [row.name, group, [row]])];
  });
}

describe.each(names)('rows as a %s', (form) => {
  test.each(runs(form))('the same is found under %s', (_name, group, rows) => {
    const [file, write] = forms[form];
    const settings = desk.put('settings.json', group.settings);
    const { findings } = desk.check(desk.put(file, write(rows)), '--settings', settings);
    const found = new Map<string, Finding[]>();
    for (const one of findings) {
      const name = one.subject.id.split('.').at(-1) ?? '';
      found.set(name, [...(found.get(name) ?? []), one]);
    }
    const differing = rows.flatMap((row) => {
      const expected = expectedOf(row, group);
      const seen = row.subjects.flatMap(({ id }) =>
        (found.get(id) ?? [])
          .filter(({ rule }) => row.isProgram || !programRules.has(rule))
          .map((one) => said(id, one)),
      );
      return seen.sort().join() === expected.join() ? [] : [{ name: row.name, expected, seen }];
    });
    expect(differing).toEqual([]);
  });
});

/** What the engine says; of a document that a data source makes, with its places as the data source writes it. */
function expectedOf(row: ParityRow, { settings }: Group): readonly string[] {
  const open = (tree: Tree | undefined) => isMap(tree) && holesIn(tree).length > 0;
  if (row.isProgram || !documentsIn(row).some(open)) return row.expected;
  const written = (tree: Tree | undefined) => (open(tree) ? asWritten(documentOf(tree) ?? null) : tree);
  const subjects = row.subjects.map(({ id, seed }) => {
    const place = { id, type: 'row', path: id, pointer: '' };
    const ground = { place, owner: row.owner };
    if (seed.kind === 'role') return { ...seed, ...ground, trust: written(documentOf(seed.trust)) };
    if (seed.kind === 'identity') return { ...seed, ...ground, document: written(documentOf(seed.document)) };
    return { ...seed, ...ground };
  });
  const { findings } = check(subjects, settingsOf({ name: row.name, settings }, { settings: {} }), { today });
  return findings
    .filter(({ rule }) => rule !== 'exception' && !programRules.has(rule))
    .map((one) => said(one.subject.id, one))
    .sort();
}

function documentsIn(row: ParityRow): readonly (Tree | undefined)[] {
  return seeds(row).flatMap((seed): readonly (Tree | undefined)[] => {
    if (seed.kind === 'role') return [documentOf(seed.trust)];
    if (seed.kind !== 'identity') return [];
    const beside = seed.identities.flatMap(({ documents, boundary }) => [...documents, boundary]);
    return [documentOf(seed.document), ...beside];
  });
}

function arnsIn(row: ParityRow): ReadonlySet<string> {
  return new Set(
    seeds(row).flatMap((seed) => (seed.kind === 'role' && seed.arn !== undefined ? [seed.arn.toString()] : [])),
  );
}

function hasHalfKnown(tree: Tree | undefined, arns: ReadonlySet<string>): boolean {
  if (isList(tree)) return tree.some((one) => hasHalfKnown(one, arns));
  if (isMap(tree)) return Object.entries(tree).some(([key, one]) => key.includes('<') || hasHalfKnown(one, arns));
  const [only, ...others] = holesIn(tree);
  if (only === undefined || arns.has(String(tree))) return false;
  return (
    others.length > 0 ||
    String(tree) !== `<${only.id}>` ||
    !['free', 'arn', 'account'].includes(only.domain) ||
    only.id.startsWith('AWS::')
  );
}

function hasChoice(tree: Tree | undefined): boolean {
  if (tree instanceof Choice) return true;
  if (isList(tree)) return tree.some(hasChoice);
  return isMap(tree) && Object.values(tree).some(hasChoice);
}

function isProvider(seed: Seed): boolean {
  return seed.kind === 'duration' && seed.of === 'provider';
}

test('few rows are left out, each for a reason that names some', () => {
  const rows = groups.flatMap((group) => group.rows);
  for (const { why, holds } of exemptions) expect([why, rows.some(holds)]).toEqual([why, true]);
  for (const form of names) {
    const share = rows.filter((row) => isExempt(form, row)).length / rows.length;
    expect([form, share < (form === 'plan' ? 0.1 : 0.15)]).toEqual([form, true]);
  }
  expect(
    rows.some((row) => seeds(row).some((seed) => seed.kind === 'role' && nameHoleOf(seed.arn) !== undefined)),
  ).toBe(true);
});
