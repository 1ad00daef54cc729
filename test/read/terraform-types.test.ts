import type { IdentitySubject, Subject } from '../../shared';
import { Text } from '../../shared/model/text';
import { readTerraform } from '../../shared/read/terraform';
import { planOf, readPlan, refers, type Sketch } from './terraform-plan';

const policy = (Sid: string) => ({ Statement: [{ Sid, Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
const json = (sid: string) => JSON.stringify(policy(sid));
const everybody = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Who has each document of a plan, with the Sids of what else they have, and of their boundary. */
function holdersIn(sketches: readonly Sketch[]): { readonly [where: string]: readonly string[] } {
  const found = readPlan(sketches).filter((one): one is IdentitySubject => one.kind === 'identity');
  return Object.fromEntries(
    found.map(({ place, identities }) => [
      `${place.id}${place.within}`,
      identities.map(({ of, id, documents, boundary }) =>
        [of, id, ...documents.map(sidOf), ...(boundary === undefined ? [] : [`within ${sidOf(boundary)}`])].join(' '),
      ),
    ]),
  );
}

function sidOf(tree: unknown): string {
  if (tree instanceof Text) return tree.toString();
  const text = typeof tree === 'string' ? tree : JSON.stringify(tree);
  return /"Sid":"(\w+)"/.exec(text)?.[1] ?? 'of AWS';
}

const role: Sketch = {
  address: 'aws_iam_role.r',
  after: { assume_role_policy: '{}', name: 'r' },
  unknown: { arn: true, id: true, inline_policy: true, managed_policy_arns: true },
};
const nameless: Sketch = { ...role, after: { assume_role_policy: '{}' }, unknown: { ...role.unknown, name: true } };
const made = (name: string): Sketch => ({
  address: `aws_iam_policy.${name}`,
  after: { policy: json(name) },
  unknown: { arn: true, id: true, name: true },
});
const given = (name: string, holder: string, unknown: object = { role: true }): Sketch => ({
  address: `aws_iam_role_policy.${name}`,
  after: { name, policy: json(name), ...('role' in unknown ? {} : { role: holder }) },
  unknown,
  ...('role' in unknown && { expressions: { role: refers(holder) } }),
});

describe('who has which documents', () => {
  test.each<[what: string, sketches: readonly Sketch[], expected: object]>([
    ['nobody whom anything names', [made('p')], { 'aws_iam_policy.p/policy': [] }],
    [
      'by a name that is known, and by a reference',
      [role, given('a', 'r', {}), given('b', 'aws_iam_role.r.id')],
      {
        'aws_iam_role_policy.a/policy': ['role aws_iam_role.r b'],
        'aws_iam_role_policy.b/policy': ['role aws_iam_role.r a'],
      },
    ],
    [
      'by references to a name that is not known',
      [given('a', 'aws_iam_role.r.name'), given('b', 'aws_iam_role.r.id'), nameless],
      {
        'aws_iam_role_policy.a/policy': ['role aws_iam_role.r b'],
        'aws_iam_role_policy.b/policy': ['role aws_iam_role.r a'],
      },
    ],
    [
      'somebody elsewhere',
      [given('a', 'far', {}), given('b', 'far', {})],
      { 'aws_iam_role_policy.a/policy': ['role far b'], 'aws_iam_role_policy.b/policy': ['role far a'] },
    ],
    [
      'with a managed policy, and within a boundary that is not judged itself',
      [
        {
          ...role,
          expressions: { permissions_boundary: refers('aws_iam_policy.limit.arn') },
          unknown: { ...role.unknown, permissions_boundary: true },
        },
        made('limit'),
        made('p'),
        given('a', 'aws_iam_role.r.id'),
        {
          address: 'aws_iam_role_policy_attachment.x',
          after: { role: 'r' },
          unknown: { policy_arn: true },
          expressions: { policy_arn: refers('aws_iam_policy.p.arn') },
        },
      ],
      {
        'aws_iam_policy.p/policy': ['role aws_iam_role.r a within limit'],
        'aws_iam_role_policy.a/policy': ['role aws_iam_role.r p within limit'],
      },
    ],
    [
      'a boundary that is somewhere else',
      [
        { ...role, after: { ...role.after, permissions_boundary: 'arn:aws:iam::111122223333:policy/b' } },
        given('a', 'r', {}),
      ],
      { 'aws_iam_role_policy.a/policy': ['role aws_iam_role.r within arn:aws:iam::111122223333:policy/b'] },
    ],
    [
      'a policy of AWS',
      [
        role,
        given('a', 'r', {}),
        { address: 'aws_iam_role_policy_attachment.x', after: { role: 'r', policy_arn: everybody } },
      ],
      {
        'aws_iam_role_policy.a/policy': ['role aws_iam_role.r of AWS'],
        'aws_iam_role_policy_attachment.x/policy_arn': ['role aws_iam_role.r a'],
      },
    ],
    [
      'policies of AWS in lists',
      [
        {
          address: 'aws_iam_role_policy_attachments_exclusive.x',
          after: { role_name: 'r', policy_arns: ['arn:aws:iam::1:policy/x', everybody] },
        },
        {
          address: 'aws_ssoadmin_managed_policy_attachment.y',
          after: { permission_set_arn: 'arn:aws:sso:::permissionSet/a/b', managed_policy_arn: everybody },
        },
        {
          address: 'aws_iam_policy_attachment.z',
          after: { users: ['u'], roles: [], groups: ['g'], policy_arn: everybody },
        },
      ],
      {
        'aws_iam_role_policy_attachments_exclusive.x/policy_arns/1': ['role r'],
        'aws_ssoadmin_managed_policy_attachment.y/managed_policy_arn': [
          'permissionSet arn:aws:sso:::permissionSet/a/b',
        ],
        'aws_iam_policy_attachment.z/policy_arn': ['user u', 'group g'],
      },
    ],
    [
      'members of groups',
      [
        { address: 'aws_iam_user.u', after: { name: 'u' } },
        { address: 'aws_iam_group.g', after: { name: 'g' } },
        { address: 'aws_iam_group_policy.p', after: { group: 'g', policy: json('p') } },
        { address: 'aws_iam_user_policy.q', after: { user: 'u', policy: json('q') } },
        { address: 'aws_iam_user_group_membership.m', after: { user: 'u', groups: ['g', 'h'] } },
        { address: 'aws_iam_group_membership.n', after: { name: 'n', group: 'g', users: ['v'] } },
      ],
      {
        'aws_iam_group_policy.p/policy': ['user aws_iam_user.u q', 'group aws_iam_group.g', 'user v'],
        'aws_iam_user_policy.q/policy': ['user aws_iam_user.u p'],
      },
    ],
    [
      'a permission set',
      [
        { address: 'aws_ssoadmin_permission_set.s', after: { name: 's' }, unknown: { arn: true } },
        {
          address: 'aws_ssoadmin_permission_set_inline_policy.i',
          after: { inline_policy: json('i') },
          unknown: { permission_set_arn: true },
          expressions: { permission_set_arn: refers('aws_ssoadmin_permission_set.s.arn') },
        },
        {
          address: 'aws_ssoadmin_permissions_boundary_attachment.b',
          after: { permissions_boundary: [{ customer_managed_policy_reference: [{ name: 'x' }] }] },
          unknown: { permission_set_arn: true },
          expressions: { permission_set_arn: refers('aws_ssoadmin_permission_set.s.arn') },
        },
      ],
      {
        'aws_ssoadmin_permission_set_inline_policy.i/inline_policy': [
          'permissionSet aws_ssoadmin_permission_set.s within <the policy of each account that is the boundary>',
        ],
      },
    ],
    [
      'resources of Cloud Control',
      [
        {
          address: 'awscc_iam_role.r',
          after: {
            assume_role_policy_document: '{}',
            role_name: 'r',
            policies: [{ policy_name: 'n', policy_document: json('n') }],
            managed_policy_arns: [everybody],
          },
        },
        { address: 'awscc_iam_user.u', after: { user_name: 'u', groups: ['g'] } },
        { address: 'awscc_iam_group.g', after: { group_name: 'g', policies: [{ policy_document: json('g') }] } },
        {
          address: 'awscc_iam_managed_policy.m',
          after: { policy_document: json('m'), roles: ['r'], users: null, groups: [] },
        },
        { address: 'awscc_iam_role_policy.p', after: { role_name: 'r', policy_name: 'p', policy_document: json('p') } },
        {
          address: 'awscc_sso_permission_set.s',
          after: {
            name: 's',
            session_duration: 'PT2H',
            inline_policy: json('s'),
            managed_policies: [everybody],
            permissions_boundary: { managed_policy_arn: everybody },
          },
        },
      ],
      {
        'awscc_iam_role.r/policies/0/policy_document': ['role awscc_iam_role.r m p of AWS'],
        'awscc_iam_role.r/managed_policy_arns/0': ['role awscc_iam_role.r m p n'],
        'awscc_iam_group.g/policies/0/policy_document': ['user awscc_iam_user.u', 'group awscc_iam_group.g'],
        'awscc_iam_managed_policy.m/policy_document': ['role awscc_iam_role.r p n of AWS'],
        'awscc_iam_role_policy.p/policy_document': ['role awscc_iam_role.r m n of AWS'],
        'awscc_sso_permission_set.s/inline_policy': ['permissionSet awscc_sso_permission_set.s of AWS within of AWS'],
        'awscc_sso_permission_set.s/managed_policies/0': ['permissionSet awscc_sso_permission_set.s s within of AWS'],
      },
    ],
  ])('%s', (_what, sketches, expected) => {
    expect(holdersIn(sketches)).toEqual(expected);
  });

  test('what a role shows of resources of their own is judged once', () => {
    const found = holdersIn([
      {
        ...role,
        unknown: {},
        after: {
          ...role.after,
          inline_policy: [
            { name: 'a', policy: json('a') },
            { name: 'other', policy: json('other') },
            { name: 'none', policy: '' },
          ],
          managed_policy_arns: [everybody],
        },
      },
      given('a', 'r', {}),
      { address: 'aws_iam_role_policy_attachment.x', after: { role: 'r', policy_arn: everybody } },
    ]);
    expect(Object.keys(found).sort()).toEqual([
      'aws_iam_role.r/inline_policy/1/policy',
      'aws_iam_role_policy.a/policy',
      'aws_iam_role_policy_attachment.x/policy_arn',
    ]);
  });

  test('inline policies that the configuration gives and nobody knows yet may be any', () => {
    const expressions = { inline_policy: refers('local.policies') };
    expect(Object.keys(holdersIn([role]))).toEqual([]);
    expect(Object.keys(holdersIn([{ ...role, expressions }]))).toEqual(['aws_iam_role.r/inline_policy']);
  });
});

const only = (sketch: Sketch): Subject => {
  const [first, ...others] = readPlan([sketch]);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} subjects and not one`);
  return first;
};

describe('durations, keys and environments', () => {
  test.each<[address: string, after: object, unknown: object, expected: object]>([
    [
      'aws_ssoadmin_permission_set.s',
      { session_duration: 'PT12H' },
      {},
      { kind: 'duration', of: 'permissionSet', seconds: 43_200 },
    ],
    ['aws_ssoadmin_permission_set.s', { session_duration: '12h' }, {}, { seconds: '12h, which is no duration' }],
    ['aws_ssoadmin_permission_set.s', { session_duration: null }, {}, { seconds: undefined }],
    ['aws_rolesanywhere_profile.p', {}, { duration_seconds: true }, { of: 'rolesAnywhere', seconds: undefined }],
    ['awscc_rolesanywhere_profile.p', { duration_seconds: 7200 }, {}, { of: 'rolesAnywhere', seconds: 7200 }],
    ['aws_iot_role_alias.a', { credential_duration: 900 }, {}, { of: 'roleAlias', seconds: 900 }],
    ['awscc_iot_role_alias.a', { credential_duration_seconds: 900 }, {}, { of: 'roleAlias', seconds: 900 }],
    ['aws_iam_access_key.k', { status: 'Inactive' }, { secret: true }, { kind: 'accessKey', status: 'Inactive' }],
    [
      'aws_lambda_function.f',
      { environment: [{ variables: { A: '1' } }] },
      { environment: [{ variables: { B: true } }] },
      {
        kind: 'workload',
        environment: { A: '1', B: Text.of({ id: 'aws_lambda_function.f.environment[0].variables.B', domain: 'free' }) },
      },
    ],
    ['awscc_lambda_function.f', { environment: { variables: { A: '1' } } }, {}, { environment: { A: '1' } }],
    [
      'aws_ecs_task_definition.t',
      { container_definitions: '[{"name":"a"},{"environment":[{"name":"A","value":"1"}]}]' },
      {},
      {
        environment: { A: '1' },
        places: new Map([['A', '/0/value']]),
        place: expect.objectContaining({ within: '/container_definitions/1/environment' }),
      },
    ],
    [
      'awscc_ecs_task_definition.t',
      { container_definitions: [{ environment: [{ name: 'A', value: '1' }] }] },
      {},
      { environment: { A: '1' } },
    ],
    [
      'aws_codebuild_project.c',
      {
        environment: [
          {
            environment_variable: [
              { name: 'A', value: '1', type: 'PLAINTEXT' },
              { name: 'B', value: '/x', type: 'PARAMETER_STORE' },
            ],
          },
        ],
      },
      {},
      { environment: { A: '1', B: Text.of({ id: 'the value of B that is kept elsewhere', domain: 'free' }) } },
    ],
    [
      'aws_apprunner_service.s',
      {
        source_configuration: [
          { image_repository: [{ image_configuration: [{ runtime_environment_variables: { A: '1' } }] }] },
        ],
      },
      {},
      { environment: { A: '1' } },
    ],
  ])('%s %j %j', (address, after, unknown, expected) => {
    expect(only({ address, after, unknown })).toMatchObject(expected);
  });

  test('containers that are not known yet say nothing', () => {
    expect(
      readPlan([
        {
          address: 'aws_ecs_task_definition.t',
          unknown: { container_definitions: true },
          expressions: { container_definitions: refers('local.x') },
        },
      ]),
    ).toEqual([]);
  });
});

describe('the roles that providers assume', () => {
  const durations = (expressions: object, name = 'aws') => {
    const providers = { 'module.m:aws.x': { name, full_name: `registry.terraform.io/hashicorp/${name}`, expressions } };
    return readPlan([], { providers, variables: { h: { value: 2 } } }).map((one) => [
      one.place.id,
      one.place.within,
      one.kind === 'duration' && one.seconds,
    ]);
  };
  const id = 'module.m.provider.aws.x';

  test.each<[what: string, expressions: object, expected: readonly unknown[]]>([
    ['none', { region: { constant_value: 'eu-west-1' } }, []],
    [
      'a duration as Go writes it',
      { assume_role: [{ duration: { constant_value: '1h30m' } }] },
      [[id, '/assume_role/0', 5400]],
    ],
    [
      'no duration',
      { assume_role: [{ role_arn: {} }], assume_role_with_web_identity: [{}] },
      [
        [id, '/assume_role_with_web_identity/0', 3600],
        [id, '/assume_role/0', 900],
      ],
    ],
    [
      'a variable, which may be a part of it alone',
      { assume_role: [{ duration: refers('var.h') }] },
      [[id, '/assume_role/0', Text.of({ id: 'var.h', domain: 'free' })]],
    ],
    [
      'an object',
      { assume_role: { constant_value: { duration: '2h', role_arn: null } } },
      [[id, '/assume_role/constant_value', 7200]],
    ],
    [
      'an object that is not known',
      { assume_role: refers('local.role') },
      [[id, '/assume_role', Text.of({ id: 'local.role', domain: 'free' })]],
    ],
    [
      'what is no duration',
      { assume_role: [{ duration: { constant_value: 'long' } }] },
      [[id, '/assume_role/0', Text.of({ id: `${id}.assume_role.duration`, domain: 'free' })]],
    ],
  ])('%s', (_what, expressions, expected) => {
    expect(durations(expressions)).toEqual(expected);
  });

  test('of AWS alone', () => {
    expect(durations({ assume_role: [{}] }, 'other')).toEqual([]);
    expect(durations({ assume_role: [{}] }, 'awscc')).toHaveLength(1);
  });
});

test('tags accept, those of each provider in its form, and a default tag does not', () => {
  const words = (sketch: Sketch) => readTerraform(planOf([sketch]), { file: 'p.json' }).acknowledged;
  const tags = {
    'sts-guardrails:external-id': 'why expires=2030-01-31',
    'sts-guardrails:wildcard-principal:undecided': 'known',
    'sts-guardrails': 'x',
    Name: 'r',
  };
  const by = 'the tags of aws_iam_role.r in p.json';
  expect(words({ ...role, after: { ...role.after, tags, tags_all: { 'sts-guardrails:mfa': 'by default' } } })).toEqual([
    { rule: 'external-id', reason: 'why expires=2030-01-31', by },
    { rule: 'wildcard-principal[undecided]', reason: 'known', by },
    { rule: 'sts-guardrails', reason: 'x', by },
  ]);
  expect(
    words({ address: 'awscc_iam_role.r', after: { tags: [{ key: 'sts-guardrails:mfa', value: 'why' }, null, 'x'] } }),
  ).toEqual([{ rule: 'mfa', reason: 'why', by: 'the tags of awscc_iam_role.r in p.json' }]);
  expect(words({ ...role, after: { tags: { 'sts-guardrails:mfa': null } } })).toEqual([
    { rule: 'mfa', reason: '', by },
  ]);
});
