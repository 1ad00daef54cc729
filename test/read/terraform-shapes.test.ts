import fc from 'fast-check';
import { looksLikeTerraform, readTerraform } from '../../shared/read/terraform';
import {
  accessKeys,
  attachments,
  boundaries,
  durations,
  environments,
  grants,
  identities,
  memberships,
  policies,
} from '../../shared/read/terraform/types';
import { isTree, treesOf } from './trees';

const plan = (resource_changes: unknown, more: object = {}) => ({ format_version: '1.2', resource_changes, ...more });
const state = (resources: unknown) => ({ format_version: '1.0', values: { root_module: { resources } } });
const file = (resources: unknown) => ({ version: 4, terraform_version: '1.11.4', lineage: 'x', resources });
const head = { address: 'aws_iam_role.r', type: 'aws_iam_role', name: 'r', mode: 'managed' };
const change = { actions: ['create'], after: { assume_role_policy: '{}' }, after_unknown: {} };

test.each<[what: string, value: unknown, is: boolean]>([
  ['a plan', plan([]), true],
  ['a state', state([]), true],
  ['an empty state', { format_version: '1.0' }, true],
  ['a state file', file([]), true],
  ['the schemas of providers', { format_version: '1.0', provider_schemas: {} }, false],
  ['what terraform validate says', { format_version: '1.0', valid: true, diagnostics: [] }, false],
  ['a lock file of npm', { name: 'x', version: '1.0.0', lockfileVersion: 3 }, false],
  ['a trust policy', { Version: '2012-10-17', Statement: [] }, false],
  ['a template', { Resources: {} }, false],
  ['a list', [], false],
  ['nothing', null, false],
])('%s', (_what, value, is) => {
  expect(looksLikeTerraform(value)).toBe(is);
});

const problems = (value: unknown) =>
  readTerraform(value, { file: 'f.json' }).subjects.map((one) =>
    one.kind === 'unreadable'
      ? [one.place.pointer, one.place.path, one.problem]
      : [one.place.pointer, one.place.path, one.kind],
  );
const good = ['/resource_changes/1/change/after/assume_role_policy', 'f.json#aws_iam_role.r', 'role'];

describe('what cannot be read is said, and the rest is judged', () => {
  test.each<[what: string, first: unknown, at: string, path: string, problem: RegExp]>([
    ['no object', 7, '/resource_changes/0', 'f.json', /the resource is no object/],
    ['no address', { change }, '/resource_changes/0', 'f.json', /no address, type and name/],
    [
      'no actions',
      { ...head, address: 'aws_iam_role.x' },
      '/resource_changes/0',
      'f.json#aws_iam_role.x',
      /no actions/,
    ],
    [
      'no after',
      { ...head, address: 'aws_iam_role.x', change: { actions: ['create'], after: null } },
      '/resource_changes/0',
      'f.json#aws_iam_role.x',
      /no after/,
    ],
    [
      'a module nobody can read',
      { ...head, address: 'aws_iam_role.x', module_address: 'module.', change },
      '/resource_changes/0',
      'f.json#aws_iam_role.x',
      /its module/,
    ],
  ])('%s', (_what, first, at, path, problem) => {
    expect(problems(plan([first, { ...head, change }]))).toEqual([good, [at, path, expect.stringMatching(problem)]]);
  });

  test('of types that are judged alone', () => {
    const other = { address: 'aws_s3_bucket.b', type: 'aws_s3_bucket', name: 'b' };
    expect(problems(plan([other, { ...head, change }]))).toEqual([good]);
    expect(readTerraform(plan([other, { ...head, change }])).skipped).toBe(1);
  });

  test.each<[what: string, value: unknown, at: string, problem: RegExp]>([
    ['changes that are no list', plan({}), '/resource_changes', /resource_changes is no list/],
    ['values without a root module', { format_version: '1.0', values: { x: 1 } }, '/values', /no root_module/],
    ['resources that are no list', state('x'), '/values/root_module/resources', /resources is no list/],
    [
      'values that are none',
      state([{ ...head, values: 7 }]),
      '/values/root_module/resources/0',
      /values are no object/,
    ],
    [
      'modules that are none',
      { format_version: '1.0', values: { root_module: { child_modules: [7] } } },
      '/values/root_module/child_modules/0',
      /no module that can be read/,
    ],
    ['a resource of a state file', file([7]), '/resources/0', /the resource is no object/],
    [
      'instances that are no list',
      file([{ ...head, instances: {} }]),
      '/resources/0/instances',
      /instances is no list/,
    ],
    [
      'an instance without attributes',
      file([{ ...head, instances: [{ attributes_flat: {} }] }]),
      '/resources/0/instances/0',
      /attributes are no object/,
    ],
    [
      'an instance of nothing',
      file([{ instances: [{ attributes: {} }] }]),
      '/resources/0/instances/0',
      /module, type and name/,
    ],
  ])('%s', (_what, value, at, problem) => {
    expect(problems(value)).toEqual([[at, expect.any(String), expect.stringMatching(problem)]]);
  });
});

test('what waits for a later run is judged, and what is only left over is not', () => {
  const deferred_changes = [{ reason: 'x', resource_change: { ...head, address: 'aws_iam_role.later', change } }];
  const deposed = { ...head, deposed: 'abcd', change: { actions: ['delete'], after: null } };
  const found = readTerraform(plan([deposed, { ...head, change }], { deferred_changes })).subjects;
  expect(found.map(({ place }) => [place.id, place.pointer])).toEqual([
    ['aws_iam_role.r', '/resource_changes/1/change/after/assume_role_policy'],
    ['aws_iam_role.later', '/deferred_changes/0/resource_change/change/after/assume_role_policy'],
  ]);
  const instances = [{ attributes: { name: 'a' } }, { deposed: 'abcd', attributes: { name: 'b' } }];
  expect(readTerraform(file([{ ...head, instances }])).subjects).toHaveLength(1);
});

test('what waits for a later run because nobody knows how many there will be', () => {
  const address = 'module.m[*].aws_iam_role.r[*]';
  const resource_change = { ...head, address, module_address: 'module.m[*]', index_unknown: true, change };
  const deferred_changes = [{ reason: 'instance_count_unknown', resource_change }];
  expect(problems(plan([], { deferred_changes }))).toEqual([
    ['/deferred_changes/0/resource_change/change/after/assume_role_policy', `f.json#${address}`, 'role'],
  ]);
});

test('planned values count where no change tells of them, and once', () => {
  const resources = [
    { ...head, values: { assume_role_policy: 'x' } },
    { ...head, address: 'aws_iam_role.s', values: { assume_role_policy: 'y' } },
  ];
  const gone = { ...head, address: 'aws_iam_role.s', change: { actions: ['delete'], after: null } };
  const planned_values = { root_module: { resources } };
  expect(readTerraform(plan([{ ...head, change }, gone], { planned_values })).subjects).toHaveLength(1);
  expect(readTerraform(plan(undefined, { planned_values })).subjects.map(({ place }) => place.pointer)).toEqual([
    '/planned_values/root_module/resources/0/values/assume_role_policy',
    '/planned_values/root_module/resources/1/values/assume_role_policy',
  ]);
});

const tables = [identities, grants, policies, attachments, memberships, durations, environments];
const types = [
  ...tables.flatMap((table) => Object.keys(table)),
  ...boundaries,
  ...accessKeys,
  'aws_iam_policy_document',
  'aws_caller_identity',
  'aws_s3_bucket',
];
const words = [
  'assume_role_policy',
  'policy',
  'statement',
  'principals',
  'identifiers',
  'type',
  'condition',
  'test',
  'variable',
  'values',
  'effect',
  'sid',
]
  .concat([
    'name',
    'path',
    'arn',
    'role',
    'user',
    'users',
    'group',
    'groups',
    'policy_arn',
    'inline_policy',
    'managed_policy_arns',
    'permissions_boundary',
  ])
  .concat([
    'tags',
    'environment',
    'variables',
    'container_definitions',
    'source_policy_documents',
    'json',
    'references',
    'constant_value',
    'account_id',
  ])
  .concat(['__proto__', 'constructor', 'toString', '']);
const texts = [
  'a',
  '',
  '*',
  'x.y',
  'var.a',
  'local.b',
  'each.key',
  'module.m.o',
  'module.m["x"].o',
  'aws_iam_role.r',
  'aws_iam_role.r.arn',
  'data.aws_iam_policy_document.d.json',
].concat(['arn:aws:iam::111122223333:role/x', '{}', '{"Statement":[]}', '[', 'AWS', 'StringEquals', '&{aws:x}']);
const { value: wordy } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...texts, null, true, false, 0, 3600),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...words), tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
}));
const json = fc.oneof(wordy, fc.jsonValue({ maxDepth: 5 }));
const resource = fc
  .tuple(
    fc.constantFrom(...types),
    fc.constantFrom('r', 'd', 's'),
    fc.constantFrom('', 'module.m.', 'module.m["x"].'),
    fc.constantFrom(undefined, 0, 'x'),
    json,
    json,
    json,
  )
  .map(([type, name, module, index, after, after_unknown, expressions]) => {
    const mode = ['aws_iam_policy_document', 'aws_caller_identity'].includes(type) ? 'data' : 'managed';
    const local = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
    const address = `${module}${local}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`;
    return {
      address,
      ...(module !== '' && { module_address: module.slice(0, -1) }),
      mode,
      type,
      name,
      index,
      change: { actions: ['create'], after, after_unknown },
      values: after,
      attributes: after,
      instances: [{ index_key: index, attributes: after }],
      expressions,
      local,
    };
  });
const files = fc
  .tuple(fc.array(resource, { maxLength: 6 }), json, json, fc.boolean())
  .map(([all, calls, providers, isPlan]) => {
    const configured = all.map(({ local, mode, type, name, expressions }) => ({
      address: local,
      mode,
      type,
      name,
      provider_config_key: 'aws',
      expressions,
    }));
    const module_calls = {
      m: { expressions: calls, module: { resources: configured, outputs: { o: { expression: calls } } } },
    };
    return isPlan
      ? {
          format_version: '1.2',
          resource_changes: all,
          configuration: {
            provider_config: { aws: { expressions: providers } },
            root_module: { resources: configured, module_calls },
          },
        }
      : { version: 4, lineage: 'x', resources: all };
  });

describe('any JSON is read', () => {
  test('as a plan, a state and a state file', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: files }, { weight: 1, arbitrary: json }), (value) => {
        // a file holds neither undefined nor -0
        const read = JSON.parse(JSON.stringify(value) ?? 'null') as unknown;
        const { subjects } = readTerraform(read);
        expect(subjects.every((one) => treesOf(one).every(isTree))).toBe(true);
        for (const one of subjects) if (one.kind === 'unreadable') expect(one.problem).toMatch(/^[^\n]+[^.\n]$/);
        expect(readTerraform(read).subjects).toEqual(subjects);
      }),
      { numRuns: 1_500 },
    );
  });

  test('nested without end', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 5_000; level++) deep = [deep];
    expect(
      readTerraform(plan([{ ...head, change: { ...change, after: { assume_role_policy: deep } } }])).subjects,
    ).toHaveLength(1);
    let module: unknown = {};
    for (let level = 0; level < 5_000; level++) module = { child_modules: [module] };
    expect(readTerraform({ format_version: '1.0', values: { root_module: module } }).subjects).toMatchObject([
      { kind: 'unreadable' },
    ]);
  });
});
