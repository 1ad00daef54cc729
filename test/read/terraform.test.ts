import { Text } from '../../shared/model/text';
import { readTerraform } from '../../shared/read/terraform';
import { type Beside, planOf, readPlan, refers, type Sketch } from './terraform-plan';

const hole = (id: string, domain: 'free' | 'arn' | 'account' | 'name' = 'free') => Text.of({ id, domain });
const trust = { Version: '2012-10-17', Statement: [] };
const text = JSON.stringify(trust);

function roleIn(sketches: readonly Sketch[], beside: Beside = {}, address = 'aws_iam_role.r') {
  const found = readPlan(sketches, beside).find(({ kind, place }) => kind === 'role' && place.id === address);
  if (found?.kind !== 'role') throw new Error(`there is no ${address}`);
  return found;
}

/** A role whose policy a data source makes, with what it refers to. */
function made(data: Partial<Sketch>, more: readonly Sketch[] = [], beside: Beside = {}) {
  const role: Sketch = {
    address: 'aws_iam_role.r',
    unknown: { assume_role_policy: true },
    expressions: { assume_role_policy: refers('data.aws_iam_policy_document.d.json') },
  };
  const document = { unknown: { json: true }, actions: ['read'], ...data, address: 'data.aws_iam_policy_document.d' };
  return roleIn([role, document, ...more], beside).trust;
}

const statement = (principals: object, more: object = {}) => ({
  actions: ['sts:AssumeRole'],
  principals: [principals],
  ...more,
});
const identifiers = (unknown: readonly boolean[]) => ({
  json: true,
  statement: [{ principals: [{ identifiers: unknown }] }],
});
const said = (expression: object) => ({
  statement: [{ principals: [{ type: { constant_value: 'AWS' }, identifiers: expression }] }],
});

/** The principals of one statement of which some are not known. */
function principals(
  values: readonly (string | null)[],
  expression: object,
  more: readonly Sketch[] = [],
  beside: Beside = {},
) {
  const after = { statement: [statement({ type: 'AWS', identifiers: values })] };
  const unknown = identifiers(values.map((value) => value === null));
  const tree = made({ after, unknown, expressions: said(expression) }, more, beside);
  return (tree as { Statement: { Principal: { AWS: unknown } }[] }).Statement[0]?.Principal.AWS;
}

test('a role, with its policy as text', () => {
  const after = {
    assume_role_policy: text,
    max_session_duration: 7200,
    name: 'a',
    path: '/x/',
    arn: 'arn:aws:iam::111122223333:role/x/a',
  };
  const subjects = readPlan(
    [{ address: 'module.m["x"].aws_iam_role.r[0]', index: 0, after }],
    { calls: { m: {} } },
    { file: 'p.json' },
  );
  expect(subjects).toEqual([
    {
      kind: 'role',
      place: {
        id: 'module.m["x"].aws_iam_role.r[0]',
        type: 'aws_iam_role',
        path: 'p.json#module.m["x"].aws_iam_role.r[0]',
        file: 'p.json',
        pointer: '/resource_changes/0/change/after/assume_role_policy',
        within: '/assume_role_policy',
      },
      owner: { account: Text.of('111122223333'), partition: Text.of('aws') },
      trust: text,
      maxSeconds: 7200,
      arn: Text.of('arn:aws:iam::111122223333:role/x/a'),
    },
  ]);
});

test.each([
  [['delete'], 0],
  [['forget'], 0],
  [['no-op'], 1],
  [['update'], 1],
  [['create', 'delete'], 1],
  [['create', 'forget'], 1],
])('%j leaves %i', (actions, left) => {
  expect(readPlan([{ address: 'aws_iam_role.r', actions, after: { assume_role_policy: text } }])).toHaveLength(left);
});

describe('the policy that a data source makes', () => {
  test('with every part', () => {
    const after = {
      version: '2008-10-17',
      source_policy_documents: [
        JSON.stringify({
          Statement: [
            { Sid: 'A', Effect: 'Allow' },
            { Sid: 'B', Effect: 'Allow' },
          ],
        }),
      ],
      override_policy_documents: [JSON.stringify({ statement: { Sid: 'C', Effect: 'Deny' } })],
      statement: [
        { sid: 'B', effect: 'Deny', actions: ['sts:A', 'sts:B'], principals: [{ type: '*', identifiers: ['*'] }] },
        {
          sid: 'C',
          effect: null,
          not_actions: ['sts:A'],
          not_principals: [
            { type: 'AWS', identifiers: ['*'] },
            { type: 'AWS', identifiers: ['1'] },
          ],
          resources: ['arn:aws:s3:::&{aws:username}', 'x'],
        },
        {
          sid: '',
          actions: ['sts:A'],
          resources: [],
          not_resources: ['y'],
          principals: [{ type: 'Service', identifiers: ['ec2.amazonaws.com'] }],
          condition: [
            { test: 'StringLike', variable: 'aws:k', values: ['&{aws:x}', 'b'] },
            { test: 'StringLike', variable: 'aws:k', values: ['c'] },
            { test: 'Null', variable: 'aws:q', values: ['true'] },
          ],
        },
      ],
    };
    expect(made({ after })).toEqual({
      Version: '2008-10-17',
      Statement: [
        { Sid: 'A', Effect: 'Allow' },
        { Sid: 'B', Effect: 'Deny', Action: ['sts:A', 'sts:B'], Principal: '*' },
        { Sid: 'C', Effect: 'Deny' },
        {
          Effect: 'Allow',
          Action: 'sts:A',
          NotResource: 'y',
          Principal: { Service: 'ec2.amazonaws.com' },
          Condition: { StringLike: { 'aws:k': ['${aws:x}', 'b', 'c'] }, Null: { 'aws:q': 'true' } },
        },
      ],
    });
  });

  test('with NotPrincipal and variables of policies', () => {
    const after = {
      statement: [{ not_principals: [{ type: 'AWS', identifiers: ['1', '2'] }], resources: ['&{aws:username}'] }],
    };
    expect(made({ after })).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Resource: '${aws:username}', NotPrincipal: { AWS: ['1', '2'] } }],
    });
  });

  test('with parts that are not known as a whole', () => {
    const unknown = { json: true, statement: [{ principals: true, condition: true }] };
    const tree = made({ after: { statement: [{ actions: ['sts:A'] }] }, unknown });
    const at = 'data.aws_iam_policy_document.d.statement[0]';
    expect(tree).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:A', Principal: hole(`${at}.principals`), Condition: hole(`${at}.condition`) },
      ],
    });
  });

  test('with sets that are not known as a whole, which may hold more than what they refer to', () => {
    const arns = refers('aws_iam_user.u.arn');
    const user: Sketch = { address: 'aws_iam_user.u', after: { name: 'u' }, unknown: { arn: true } };
    const statement = { principals: [{ type: 'AWS' }], condition: [{ test: 'StringLike', variable: 'k' }] };
    const tree = made(
      {
        after: { statement: [statement] },
        unknown: {
          json: true,
          source_policy_documents: true,
          statement: [{ resources: true, principals: [{ identifiers: true }], condition: [{ values: true }] }],
        },
        expressions: {
          source_policy_documents: arns,
          statement: [{ resources: arns, principals: [{ identifiers: arns }], condition: [{ values: arns }] }],
        },
      },
      [user],
    );
    const at = 'data.aws_iam_policy_document.d';
    expect(tree).toMatchObject({
      Statement: [
        hole('aws_iam_user.u.arn', 'arn'),
        hole(`${at}.source_policy_documents`),
        {
          Resource: hole(`${at}.statement[0].resources`),
          Principal: { AWS: hole(`${at}.statement[0].principals[0].identifiers`) },
          Condition: { StringLike: { k: hole(`${at}.statement[0].condition[0].values`) } },
        },
      ],
    });
  });

  test('with a key that is not known', () => {
    const condition = [{ test: 'StringEquals', values: ['a'] }];
    const tree = made({
      after: { statement: [{ condition }] },
      unknown: { statement: [{ condition: [{ variable: true }] }] },
    });
    expect(JSON.stringify(tree)).toContain('"<data.aws_iam_policy_document.d.statement[0].condition[0].variable>":"a"');
  });

  test('of which no statement is known', () => {
    expect(made({ unknown: { json: true, statement: true } })).toEqual({
      Version: '2012-10-17',
      Statement: [hole('data.aws_iam_policy_document.d.statement')],
    });
  });

  test('of another one, and of itself', () => {
    const other = (references: string): Sketch => ({
      address: 'data.aws_iam_policy_document.e',
      actions: ['read'],
      after: { statement: [{ sid: 'E' }] },
      unknown: { json: true, source_policy_documents: [true] },
      expressions: { source_policy_documents: refers(references) },
    });
    const data = {
      unknown: { json: true, source_policy_documents: [true] },
      expressions: { source_policy_documents: refers('data.aws_iam_policy_document.e.json') },
    };
    const shown = (id: string) => ({ Version: '2012-10-17', Statement: [hole(id), { Sid: 'E', Effect: 'Allow' }] });
    expect(made(data, [other('local.x')])).toEqual(shown('local.x'));
    expect(made(data, [other('data.aws_iam_policy_document.d.json')])).toEqual(
      shown('data.aws_iam_policy_document.d.json'),
    );
  });

  test('that was read before', () => {
    const values = { json: text };
    const prior = [
      { address: 'data.aws_iam_policy_document.d', mode: 'data', type: 'aws_iam_policy_document', name: 'd', values },
    ];
    const role: Sketch = {
      address: 'aws_iam_role.r',
      unknown: { assume_role_policy: true },
      expressions: { assume_role_policy: refers('data.aws_iam_policy_document.d.json') },
    };
    expect(roleIn([role], { prior }).trust).toBe(text);
  });
});

describe('what is not known has the name of what it refers to', () => {
  const bucket: Sketch = { address: 'aws_s3_bucket.b', unknown: { arn: true, id: true } };
  const second: Sketch = { address: 'aws_s3_bucket.c', unknown: { arn: true } };
  const user: Sketch = { address: 'aws_iam_user.u', after: { name: 'u', path: '/p/' }, unknown: { arn: true } };
  const partner: Sketch = { address: 'aws_organizations_account.p', unknown: { id: true } };
  const account = { id: 'AWS::AccountId', domain: 'account' } as const;
  const partition = { id: 'AWS::Partition', domain: 'partition' } as const;

  test.each<[what: string, expression: object, expected: unknown]>([
    ['an attribute', refers('aws_s3_bucket.b.id'), hole('aws_s3_bucket.b.id')],
    ['an ARN', refers('aws_s3_bucket.b.arn'), hole('aws_s3_bucket.b.arn', 'arn')],
    [
      'the ARN of what has a name',
      refers('aws_iam_user.u.arn'),
      Text.of('arn:', partition, ':iam::', account, ':user/p/u'),
    ],
    ['an account', refers('aws_organizations_account.p.id'), hole('aws_organizations_account.p.id', 'account')],
    [
      'two at once',
      refers('aws_s3_bucket.b.id', 'aws_s3_bucket.c.arn'),
      hole('aws_s3_bucket.b.id with aws_s3_bucket.c.arn'),
    ],
    [
      'two ARNs at once',
      refers('aws_s3_bucket.b.arn', 'aws_s3_bucket.c.arn'),
      hole('aws_s3_bucket.b.arn with aws_s3_bucket.c.arn', 'arn'),
    ],
    ['a local value', refers('local.x'), hole('local.x')],
    ['a variable of its own that is known', refers('var.known', 'aws_s3_bucket.b.id'), hole('aws_s3_bucket.b.id')],
    ['a variable of its own that is not', refers('var.open'), hole('var.open')],
    ['a resource that is not there', refers('aws_s3_bucket.gone.arn'), hole('aws_s3_bucket.gone.arn')],
    ['nothing', {}, hole('data.aws_iam_policy_document.d.statement[0].principals[0].identifiers[0]')],
  ])('%s', (_what, expression, expected) => {
    const variables = { known: { value: 'a' } };
    expect(principals([null], expression, [bucket, second, user, partner], { variables })).toEqual(expected);
  });

  test('as many as are referred to are told apart', () => {
    const expression = refers('aws_s3_bucket.b.arn', 'aws_s3_bucket.c.arn');
    expect(principals(['*', null, null], expression, [bucket, second])).toEqual([
      '*',
      hole('aws_s3_bucket.b.arn', 'arn'),
      hole('aws_s3_bucket.c.arn', 'arn'),
    ]);
  });

  test('several of one reference are not the same', () => {
    expect(principals([null, null], refers('aws_s3_bucket.b.id'), [bucket])).toEqual([
      hole('aws_s3_bucket.b.id (1)'),
      hole('aws_s3_bucket.b.id (2)'),
    ]);
  });

  test('of blocks, those that are written are found by what they spell, and others stay open', () => {
    const after = {
      statement: [
        statement({ type: 'AWS', identifiers: [null] }, { sid: 'Dynamic' }),
        statement({ type: 'AWS', identifiers: [null] }, { sid: 'Written' }),
      ],
    };
    const open = { principals: [{ identifiers: [true] }] };
    const expressions = {
      statement: [{ sid: { constant_value: 'Written' }, principals: [{ identifiers: refers('aws_iam_user.u.arn') }] }],
    };
    const tree = made({ after, unknown: { json: true, statement: [open, open] }, expressions }, [user]);
    const [first, other] = (tree as { Statement: { Principal: { AWS: Text } }[] }).Statement;
    expect(first?.Principal.AWS).toEqual(
      hole('data.aws_iam_policy_document.d.statement[0].principals[0].identifiers[0]'),
    );
    expect(other?.Principal.AWS.toString()).toBe('arn:<AWS::Partition>:iam::<AWS::AccountId>:user/p/u');
  });

  test('blocks that a dynamic block makes like a written one are not taken for it', () => {
    const block = statement({ type: 'AWS', identifiers: [null] });
    const open = { principals: [{ identifiers: [true] }] };
    const expressions = {
      statement: [
        {
          actions: { constant_value: ['sts:AssumeRole'] },
          principals: [{ identifiers: refers('aws_iam_user.u.arn') }],
        },
      ],
    };
    const tree = made(
      { after: { statement: [block, block] }, unknown: { json: true, statement: [open, open] }, expressions },
      [user],
    );
    expect(JSON.stringify(tree)).not.toContain('user/p');
  });

  const role = (address: string, references: object, index?: string | number): Sketch => ({
    address,
    unknown: { assume_role_policy: true },
    expressions: { assume_role_policy: references },
    ...(index !== undefined && { index }),
  });
  const document = (address: string, sid: string, index?: string | number): Sketch => ({
    address,
    actions: ['read'],
    after: { statement: [{ sid }] },
    unknown: { json: true },
    ...(index !== undefined && { index }),
  });
  const of = (sid: string) => ({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Allow' }] });

  test('through a variable of a module', () => {
    const sketches = [
      role('module.m.aws_iam_role.r', refers('var.policy')),
      document('data.aws_iam_policy_document.d', 'Outside'),
    ];
    const calls = { m: { expressions: { policy: refers('data.aws_iam_policy_document.d.json') } } };
    expect(roleIn(sketches, { calls }, 'module.m.aws_iam_role.r').trust).toEqual(of('Outside'));
  });

  test('through an output of a module', () => {
    const sketches = [
      role('aws_iam_role.r', refers('module.m["x"].policy')),
      document('module.m["x"].data.aws_iam_policy_document.d', 'Inside'),
    ];
    const calls = { m: { outputs: { policy: { expression: refers('data.aws_iam_policy_document.d.json') } } } };
    expect(roleIn(sketches, { calls }).trust).toEqual(of('Inside'));
  });

  test('through variables that lead in a circle', () => {
    const sketches = [role('module.m.aws_iam_role.r', refers('var.a'))];
    const calls = { m: { expressions: { a: refers('module.m.b') }, outputs: { b: { expression: refers('var.a') } } } };
    expect(roleIn(sketches, { calls }, 'module.m.aws_iam_role.r').trust).toBeInstanceOf(Text);
  });

  test('through modules that lead there by more ways than can be walked', () => {
    const both = { references: ['module.m.a', 'module.m', 'module.m.b', 'module.m'] };
    const outputs = { a: { expression: both }, b: { expression: both } };
    const end = { a: { expression: refers('aws_iam_user.u.arn') }, b: { expression: refers('local.b') } };
    const modules = Array.from({ length: 24 }).reduce<object>(
      (module) => ({ outputs, module_calls: { m: { module } } }),
      { outputs: end },
    );
    const plan = planOf([role('aws_iam_role.r', both)]) as { configuration: { root_module: object } };
    Object.assign(plan.configuration.root_module, { module_calls: { m: { module: modules } } });
    const [found] = readTerraform(plan).subjects;
    expect(String(found?.kind === 'role' && found.trust)).toMatch(
      /^<module\.m\.\S+\.aws_iam_user\.u\.arn with module\.m\.\S+\.local\.b>$/,
    );
  });

  test('through modules that lead back by two ways', () => {
    const sketches = [role('module.m.aws_iam_role.r', refers('var.a'))];
    const back = { expression: refers('var.a') };
    const calls = { m: { expressions: { a: refers('module.m.b', 'module.m.c') }, outputs: { b: back, c: back } } };
    expect(roleIn(sketches, { calls }, 'module.m.aws_iam_role.r').trust).toBeInstanceOf(Text);
  });

  test.each<[key: string | number, written: string]>([
    [1, '1'],
    ['a.b', '"a.b"'],
  ])('by the key %j of its own instance', (key, written) => {
    const address = `aws_iam_role.r[${written}]`;
    const reference = {
      references: ['data.aws_iam_policy_document.d', typeof key === 'number' ? 'count.index' : 'each.key'],
    };
    const sketches = [
      role(address, reference, key),
      document(`data.aws_iam_policy_document.d[${written}]`, 'Mine', key),
      document('data.aws_iam_policy_document.d["other"]', 'Other', 'other'),
    ];
    expect(roleIn(sketches, {}, address).trust).toEqual(of('Mine'));
  });

  test('what a key has a part in differs from instance to instance', () => {
    const trusts = ['a', 'b'].map((key) => {
      const address = `aws_iam_role.r["${key}"]`;
      return String(roleIn([role(address, refers('aws_s3_bucket.b.id', 'each.key'), key), bucket], {}, address).trust);
    });
    expect(trusts).toEqual([
      '<aws_s3_bucket.b.id in aws_iam_role.r["a"]>',
      '<aws_s3_bucket.b.id in aws_iam_role.r["b"]>',
    ]);
  });

  test('a document that refers to an ARN is not that ARN', () => {
    expect(roleIn([role('aws_iam_role.r', refers('aws_iam_user.u.arn')), user]).trust).toEqual(
      hole('aws_iam_user.u.arn', 'arn'),
    );
  });
});

describe('whose it is', () => {
  const told = (expressions: object) => ({
    aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws', expressions },
  });
  const role: Sketch = { address: 'aws_iam_role.r', after: { assume_role_policy: text, name: 'r' } };
  const caller = (account_id: string) => ({
    address: 'data.aws_caller_identity.c',
    mode: 'data',
    type: 'aws_caller_identity',
    name: 'c',
    values: { account_id },
  });
  const only = (account: string) => ({ account: Text.of(account) });

  test.each<[what: string, beside: Beside, owner: object]>([
    ['nothing', {}, {}],
    [
      'one allowed account',
      { providers: told({ allowed_account_ids: { constant_value: ['111122223333'] } }) },
      only('111122223333'),
    ],
    [
      'two allowed accounts',
      { providers: told({ allowed_account_ids: { constant_value: ['111122223333', '444455556666'] } }) },
      {},
    ],
    [
      'a variable',
      { providers: told({ allowed_account_ids: refers('var.a') }), variables: { a: { value: '111122223333' } } },
      only('111122223333'),
    ],
    [
      'the last role that the provider assumes',
      {
        providers: told({
          assume_role: [
            { role_arn: { constant_value: 'arn:aws:iam::444455556666:role/a' } },
            { role_arn: { constant_value: 'arn:aws-cn:iam::111122223333:role/a' } },
          ],
        }),
      },
      { ...only('111122223333'), partition: Text.of('aws-cn') },
    ],
    ['a Region', { providers: told({ region: { constant_value: 'eu-west-1' } }) }, { region: Text.of('eu-west-1') }],
    ['a part of a Region', { providers: told({ region: refers('var.r') }), variables: { r: { value: 'eu' } } }, {}],
  ])('%s', (_what, beside, owner) => {
    expect(roleIn([role], beside).owner).toEqual(owner);
  });

  test('the caller that a data source found, where all are one', () => {
    const known = [
      { ...caller('111122223333'), provider_name: 'p' },
      { ...shown, provider_name: 'p', values: role.after },
    ];
    expect(stateOf(known)[0]?.owner).toEqual(only('111122223333'));
    const two = [...known, { ...caller('444455556666'), address: 'data.aws_caller_identity.d', provider_name: 'p' }];
    expect(stateOf(two)[0]?.owner).toEqual({});
  });

  test('what the user says counts where the file says nothing', () => {
    const owner = only('777788889999');
    expect(readPlan([role], {}, { owner })[0]?.owner).toEqual(owner);
    const providers = told({ allowed_account_ids: { constant_value: ['111122223333'] } });
    expect(readPlan([role], { providers }, { owner })[0]?.owner).toEqual(only('111122223333'));
  });
});

const shown = { address: 'aws_iam_role.r', mode: 'managed', type: 'aws_iam_role', name: 'r' };

function stateOf(resources: readonly object[]) {
  return readTerraform({ format_version: '1.0', values: { root_module: { resources } } }).subjects;
}
