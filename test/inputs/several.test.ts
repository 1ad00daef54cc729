import { Desk } from '../cli/desk';

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

const open = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
};
const policy = JSON.stringify(open);

const plan = (name: string) => ({
  format_version: '1.2',
  resource_changes: [
    {
      address: `aws_iam_role.${name}`,
      mode: 'managed',
      type: 'aws_iam_role',
      name,
      change: { actions: ['create'], after: { name, assume_role_policy: policy }, after_unknown: {} },
    },
  ],
});

const state = (stack: string) => ({
  version: 3,
  deployment: {
    resources: [
      {
        urn: `urn:pulumi:${stack}::app::aws:iam/role:Role::r`,
        type: 'aws:iam/role:Role',
        custom: true,
        inputs: { name: 'r', assumeRolePolicy: policy },
      },
    ],
  },
});

function found(name: string, content: unknown, ...asked: readonly string[]) {
  desk.put(name, content);
  const { findings, status, summary } = desk.check(...(asked.length > 0 ? asked : [name]));
  const places = findings.flatMap(({ rule, subject, line }) =>
    rule === 'wildcard-principal' ? [[subject.path, line]] : [],
  );
  const problems = findings.flatMap(({ rule, message }) => (rule === 'unreadable' ? [message] : []));
  return { places, problems, status, skipped: summary.skipped };
}

const lines = (...all: readonly unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('several in one file are all judged', () => {
  test.each<[what: string, all: readonly unknown[], paths: readonly [string, string]]>([
    ['plans', [plan('a'), plan('a')], ['[0]#aws_iam_role.a', '[1]#aws_iam_role.a']],
    ['states of stacks', [state('dev'), state('prod')], ['dev/app/r', 'prod/app/r']],
    ['policies', [open, open], ['[0]', '[1]']],
  ])('%s', (_what, all, paths) => {
    const path = (name: string, one: string) => (/^[[#]/.test(one) ? `${name}${one}` : one);
    const [first, second] = paths;
    const after = found('all.jsonl', lines(...all));
    expect(after.places).toEqual([
      [path('all.jsonl', first), 1],
      [path('all.jsonl', second), 2],
    ]);
    const list = found('list.json', JSON.stringify(all));
    expect(list.places).toEqual([
      [path('list.json', first), 1],
      [path('list.json', second), 1],
    ]);
  });

  test('in a folder, too', () => {
    expect(found('infra/plans.json', lines(plan('a'), plan('b')), 'infra').places).toHaveLength(2);
  });

  test('what is none of them is said of a file that is named, and skipped in a folder', () => {
    const content = lines(plan('a'), { x: 1 });
    expect(found('plans.json', content)).toMatchObject({
      places: [['plans.json[0]#aws_iam_role.a', 1]],
      problems: ['value 2 of the file is none of what is read'],
    });
    expect(found('infra/plans.json', content, 'infra')).toMatchObject({ problems: [], skipped: 1 });
  });

  test('what is wrong with one is said of it, and the others are judged', () => {
    const broken = `${lines(plan('a'))}{"format_version":"1.2","resource_changes":[\n${lines({ version: 9, deployment: {} })}`;
    const { places, problems } = found('all.json', broken);
    expect(places).toHaveLength(1);
    expect(problems).toEqual([
      expect.stringContaining('value 3 of the file: the state is of version 9'),
      expect.stringContaining('what begins in line 2 is not JSON'),
    ]);
  });

  test('a list of anything else is none of what is read', () => {
    expect(found('list.json', [{ x: 1 }, 7, null]).problems).toEqual([
      expect.stringContaining('is none of what is read'),
    ]);
  });
});
