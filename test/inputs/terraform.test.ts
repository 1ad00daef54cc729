import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../shared';
import { Desk } from '../cli/desk';

const golden = (name: string) => readFileSync(join(__dirname, 'golden/terraform', name), 'utf8');
let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

const lines = ({ findings }: Report): readonly string[] =>
  findings.map(({ rule, verdict, subject, at }) => `${subject.id} ${rule} ${verdict} ${at}`).sort();
const check = (name: string, text = golden(name)) => desk.check(desk.put(name, text));

const vendors = [
  'module.partner["a.b[0]"].aws_iam_role.vendor external-id fail /Statement',
  'module.partner["a.b[0]"].aws_iam_role.vendor trusted-account fail /Statement',
  'module.partner["logs"].aws_iam_role.vendor trusted-account fail /Statement',
];
const standing = [
  ...vendors,
  'aws_iam_role.worker role-chain fail ',
  'aws_iam_role.worker session-duration fail ',
  'aws_iam_user_policy.unbounded assume-any-role fail /Statement/0',
  'aws_ssoadmin_permission_set.long session-duration fail ',
];
const open = (role: string) => [
  `aws_iam_role.${role} trusted-account fail /Statement/0`,
  `aws_iam_role.${role} wildcard-principal fail /Statement/0`,
];
const planned = [
  ...standing,
  ...open('opened'),
  ...open('replaced'),
  'aws_iam_role.build[1] oidc-subject fail /Statement/0',
  'aws_iam_role.dynamic[0] trusted-account fail /Statement/1',
  'aws_iam_role.dynamic[0] wildcard-principal fail /Statement/1',
  'aws_iam_role.whole[0] readable-trust-policy unknown ',
  'provider.aws.data session-duration fail ',
];

describe('what Terraform wrote of one estate', () => {
  test.each<[what: string, name: string, expected: readonly string[]]>([
    ['the plan of a change', 'plan.json', planned],
    ['the plan of all of it, anew', 'new.json', planned],
    ['the state', 'before.json', [...standing, ...open('closed'), ...open('gone[0]'), ...open('replaced')]],
    ['the state file', 'before.tfstate', [...standing, ...open('closed'), ...open('gone[0]'), ...open('replaced')]],
  ])('%s', (_what, name, expected) => {
    const report = check(name);
    expect(lines(report)).toEqual([...expected].sort());
    expect(report.status).toBe(1);
  });

  test('what is accepted in tags is', () => {
    for (const [name, address] of [
      ['plan.json', 'aws_iam_role.renamed'],
      ['before.tfstate', 'aws_iam_role.old'],
    ] as const) {
      const { accepted } = check(name);
      expect(accepted.map(({ rule, subject, accepted: { by } }) => [rule, subject.id, by])).toEqual(
        ['wildcard-principal', 'trusted-account'].map((rule) => [rule, address, `the tags of ${address} in ${name}`]),
      );
      expect(accepted[0]?.accepted).toMatchObject({ expires: '2030-01-31', ticket: 'SEC-1' });
    }
  });

  test('a tag that names no rule, gives no reason or is over is a finding', () => {
    const tags = {
      'sts-guardrails:wildcard-principle': 'x',
      'sts-guardrails:mfa': '',
      'sts-guardrails:external-id': 'x expires=2020-01-31',
    };
    const plan = JSON.parse(golden('plan.json')) as {
      resource_changes: { address: string; change: { after: object } }[];
    };
    const kept = plan.resource_changes.find(({ address }) => address === 'aws_iam_role.kept');
    Object.assign(kept?.change.after ?? {}, { tags });
    const { findings } = check('plan.json', JSON.stringify(plan));
    const messages = findings.filter(
      ({ rule, subject }) => rule === 'exception' && subject.id.includes('aws_iam_role.kept'),
    );
    expect(messages.map(({ message }) => message).sort()).toEqual([
      expect.stringMatching(/external-id\) .*2020-01-31/),
      expect.stringMatching(/mfa\) .*reason/),
      expect.stringMatching(/wildcard-principle/),
    ]);
  });

  test('each finding stands where its value does', () => {
    const text = golden('plan.json').split('\n');
    const { findings } = check('plan.json');
    const shown = findings.map(({ subject, rule, line, column }) => {
      const there = (text[(line ?? 0) - 1] ?? '').slice((column ?? 0) - 1).slice(0, 30);
      return `${subject.id} ${rule} ${there}`;
    });
    expect(shown).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_iam_role\.opened wildcard-principal "assume_role_policy": /),
        expect.stringMatching(/^aws_iam_user_policy\.unbounded assume-any-role "policy": /),
        expect.stringMatching(/^aws_ssoadmin_permission_set\.long session-duration "session_duration": /),
        expect.stringMatching(/^provider\.aws\.data session-duration \{/),
        // a policy that is not known yet stands nowhere, and its role does
        expect.stringMatching(/^aws_iam_role\.build\[1\] oidc-subject "after": /),
      ]),
    );
  });

  test('each role is in the account that its provider works in', () => {
    const { findings } = desk.check(desk.put('plan.json', golden('plan.json')), '--account', '555566667777');
    expect(findings.map(({ subject }) => subject.id)).not.toContain('aws_iam_role.far');
    expect(findings.map(({ subject }) => subject.id)).not.toContain('aws_iam_role.kept');
  });

  test('exceptions name a file and an address', () => {
    const exceptions = [
      { rule: 'external-id', where: 'plan.json#module.partner*', reason: 'demo', expires: '2030-01-31' },
    ];
    desk.put('sts-guardrails.json', { exceptions });
    const { findings, accepted } = check('plan.json');
    expect(findings.map(({ rule }) => rule)).not.toContain('external-id');
    expect(accepted.map(({ subject }) => subject.path)).toContain(
      'plan.json#module.partner["a.b[0]"].aws_iam_role.vendor',
    );
  });

  test.each(['plan.json', 'new.json', 'before.json', 'before.tfstate'])('the secret in %s is not printed', (name) => {
    expect(golden(name)).toContain('hush-hush-4711');
    desk.put(name, golden(name));
    for (const form of ['json', 'text', 'sarif']) {
      const { out, err } = desk.run(['check', name, '--format', form]);
      expect(out).toContain('module.partner');
      expect(out + err).not.toContain('hush');
    }
  });

  test('a plan without its configuration is judged with more that is not known, and no finding less', () => {
    const { configuration: _, ...plan } = JSON.parse(golden('plan.json')) as { configuration: unknown };
    const { findings } = check('plan.json', JSON.stringify(plan));
    const failing = (all: readonly string[]) => all.filter((line) => line.includes('wildcard-principal fail'));
    const found = findings.map(({ rule, verdict, subject, at }) => `${subject.id} ${rule} ${verdict} ${at}`);
    expect(found).toEqual(expect.arrayContaining(failing(planned).filter((line) => !line.includes('dynamic'))));
    expect(findings.filter(({ subject }) => subject.id === 'aws_iam_role.build[1]')).not.toEqual([]);
    expect(findings.filter(({ subject }) => subject.id === 'aws_iam_role.dynamic[0]')).not.toEqual([]);
  });
});

describe('what is no JSON of a plan', () => {
  const saved = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('tfplan')]);

  test.each<[what: string, name: string, content: string | Buffer, message: RegExp]>([
    ['a saved plan', 'p', saved, /a plan as Terraform saves it: judge what terraform show -json prints/],
    ['a source', 'main.tf', 'resource "aws_iam_role" "a" {\n}\n', /the source of a plan.*terraform show -json/],
    ['a source in JSON', 'main.tf.json', '{"resource":{}}', /the source of a plan.*terraform show -json/],
    ['the log of a run', 'log.json', '{"@level":"info"}\n{"@level":"info"}\n', /terraform show -json/],
    ['a plan that breaks off', 'plan.json', golden('plan.json').slice(0, 5000), /is not JSON/],
    ['a plan of another version', 'plan.json', '{"format_version":"2.0","planned_values":{}}', /format_version "2.0"/],
    ['an older state file', 'a.tfstate', '{"version":3,"lineage":"x","modules":[]}', /of version 3 is not read/],
    [
      'an older state file with its backend',
      'a.tfstate',
      '{"version":3,"lineage":"x","backend":{},"modules":[]}',
      /of version 3 is not read/,
    ],
    [
      'where a state is kept',
      'a.tfstate',
      '{"version":3,"terraform_version":"1.11.4","backend":{}}',
      /terraform state pull/,
    ],
    ['an encrypted state', 'a.tfstate', '{"encrypted_data":"AA","encryption_version":"v0"}', /tofu show -json/],
  ])('%s', (_what, name, content, message) => {
    const { findings, status } = desk.check(desk.put(name, content));
    expect(findings).toMatchObject([{ rule: 'unreadable', message: expect.stringMatching(message) as string }]);
    expect(status).toBe(1);
  });

  test('in a folder, sources are passed over, and plans and states are read', () => {
    desk.put('infra/main.tf', 'resource "aws_iam_role" "a" {\n}\n');
    desk.put('infra/terraform.tfstate', golden('before.tfstate'));
    desk.put('infra/.terraform/terraform.tfstate', '{"version":3,"terraform_version":"1.11.4","backend":{}}');
    desk.put('infra/plan.json', golden('plan.json'));
    const { findings, summary } = desk.check('infra');
    expect(findings.map(({ rule }) => rule)).not.toContain('unreadable');
    expect(summary.subjects).toBe(34);
  });

  test('in a folder, half a plan is an error, and YAML that speaks of Terraform is none', () => {
    desk.put('infra/plan.json', golden('plan.json').slice(0, 20_000));
    desk.put('infra/values.yaml', 'a: {{ b }}\nc: [aws_iam_role.x\n');
    const { findings, summary } = desk.check('infra');
    expect(findings.map(({ rule, subject }) => [rule, subject.file])).toEqual([['unreadable', 'infra/plan.json']]);
    expect(summary.skipped).toBe(1);
  });

  test('an empty state has nothing to judge', () => {
    expect(desk.run(['check', desk.put('state.json', '{"format_version":"1.0"}')]).status).toBe(2);
  });

  test('a plan that stopped with an error is no whole plan, and judged all the same', () => {
    const text = golden('plan.json').replace('"errored": false', '"errored": true');
    const report = check('plan.json', text);
    const [first] = report.findings;
    expect(first).toMatchObject({
      rule: 'unreadable',
      message: expect.stringMatching(/stopped with an error/) as string,
    });
    expect(text.split('\n')[(first?.line ?? 0) - 1]).toContain('"errored"');
    expect(lines(report)).toEqual(expect.arrayContaining(planned));
  });
});
