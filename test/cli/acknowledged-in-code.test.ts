import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type CfnElement, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { AccountPrincipal, AnyPrincipal, CfnRole, Role } from 'aws-cdk-lib/aws-iam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { Construct } from 'constructs';
import { attachGuardrails } from '../../aspects';
import type { Report } from '../../shared';
import { skipTemplateChecks } from '../cdk/_cdk';
import { Desk, template, trust } from './desk';

const env = { account: '111122223333', region: 'eu-west-1' };
const settings = { rules: { 'trusted-account': 'off' } } as const;
const vendor = '999988887777';

let desk: Desk;
skipTemplateChecks();
beforeEach(() => {
  desk = new Desk();
  desk.put('sts-guardrails.json', settings);
});
afterEach(() => desk.clear());

/** Writes what CDK makes of an app. */
function synth(build: (app: App) => void, context: object = {}): void {
  const app = new App({ outdir: join(desk.folder, 'cdk.out'), analyticsReporting: false, context: { ...context } });
  build(app);
  app.synth();
}

function accept(construct: Construct, rule: string, reason = 'agreed'): void {
  Validations.of(construct).acknowledge({ id: `sts-guardrails::${rule}`, reason });
}

function stack(app: Construct, id = 'S'): Stack {
  return new Stack(app, id, { env });
}

function open(scope: Construct, id = 'Open'): Role {
  return new Role(scope, id, { assumedBy: new AnyPrincipal() });
}

/** The exit status and what is shown: findings with their level, and what is accepted and by what. */
function outcome({ status, findings, accepted }: Report & { readonly status: number }) {
  return [
    status,
    ...findings.map(({ rule, level, subject }) => `${level} ${rule} ${subject.id}`).sort(),
    ...accepted.map(({ rule, subject, accepted: { by } }) => `${rule} ${subject.id} by ${by}`).sort(),
  ];
}

const contexts = [
  ['what CDK notes on each resource', {}],
  ['the paths in the template', { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-logicalId-metadata': true }],
] as const;

describe.each(contexts)('told by %s', (_name, context) => {
  test.each<readonly [string, (role: Role) => Construct]>([
    ['at the role', (role) => role],
    ['at the resource in it', (role) => role.node.defaultChild as CfnElement],
    ['at its stack', (role) => role.stack],
  ])('a role is accepted %s', (_where, where) => {
    synth((app) => {
      const role = open(stack(app));
      accept(where(role), 'wildcard-principal', 'a honeypot, expires=2027-01-31 ticket=SEC-1');
    }, context);
    const report = desk.check('cdk.out');
    const at = report.accepted[0]?.accepted.by ?? '';
    expect(outcome(report)).toEqual([0, `wildcard-principal Open2F4367FD by ${at}`]);
    expect(at).toMatch(/^the acknowledgement at S(\/Open(\/Resource)?)?$/);
    expect(report.accepted[0]?.accepted).toMatchObject({ expires: '2027-01-31', ticket: 'SEC-1' });
  });

  test('the role beside it, and the same role of another stack, are not', () => {
    synth((app) => {
      const scope = stack(app);
      accept(open(scope), 'wildcard-principal');
      open(scope, 'OpenToo');
      open(stack(app, 'T'));
    }, context);
    expect(outcome(desk.check('cdk.out'))).toEqual([
      1,
      'error wildcard-principal Open2F4367FD',
      'error wildcard-principal OpenToo4DB109FD',
      'wildcard-principal Open2F4367FD by the acknowledgement at S/Open',
    ]);
  });

  test('one word in a stack speaks of those nested in it, and one in a nested stack of that alone', () => {
    synth((app) => {
      const scope = stack(app);
      const inner = new NestedStack(scope, 'Inner');
      const policy = { assumeRolePolicyDocument: trust({ AWS: ['*', vendor] }) };
      new CfnRole(scope, 'Role', policy);
      new CfnRole(inner, 'Role', policy);
      accept(scope, 'wildcard-principal');
      accept(inner, 'external-id');
    }, context);
    expect(outcome(desk.check('cdk.out'))).toEqual([
      1,
      'error external-id Role',
      'external-id Role by the acknowledgement at S/Inner',
      'wildcard-principal Role by the acknowledgement at S',
      'wildcard-principal Role by the acknowledgement at S',
    ]);
  });

  test('in a Stage', () => {
    synth((app) => {
      const scope = stack(new Stage(app, 'Prod'));
      accept(open(scope), 'wildcard-principal');
    }, context);
    for (const folder of ['cdk.out', 'cdk.out/assembly-Prod']) {
      expect(outcome(desk.check(folder))).toEqual([
        0,
        'wildcard-principal Open2F4367FD by the acknowledgement at Prod/S/Open',
      ]);
    }
  });
});

test.each<readonly [string, string, string, string]>([
  [
    'expired',
    'wildcard-principal',
    'r, expires=2027-01-30',
    'the acknowledgement at S/Open (wildcard-principal) expired',
  ],
  ['misspelt', 'wildcard-principle', 'r', 'there is no such rule; did you mean wildcard-principal?'],
  ['without a reason', 'wildcard-principal', ' ', 'accepts nothing, because it gives no reason'],
])('one that is %s accepts nothing, and both findings block', (_name, rule, reason, message) => {
  synth((app) => accept(open(stack(app)), rule, reason));
  const { status, findings, accepted } = desk.check('cdk.out');
  expect([status, findings.map(({ rule, level }) => `${level} ${rule}`), accepted]).toEqual([
    1,
    ['error wildcard-principal', 'error exception'],
    [],
  ]);
  expect(findings[1]?.message).toContain(message);
});

test('of an id that stands twice at one construct the last reason counts', () => {
  synth((app) => {
    const role = open(stack(app));
    accept(role, 'wildcard-principal', 'r, expires=2026-01-01');
    accept(role, 'wildcard-principal', 'the second');
  });
  expect(desk.check('cdk.out')).toMatchObject({
    status: 0,
    findings: [],
    accepted: [{ accepted: { reason: 'the second' } }],
  });
});

test('settings may refuse them', () => {
  synth((app) => accept(open(stack(app)), 'wildcard-principal'));
  desk.put('sts-guardrails.json', { ...settings, acknowledgements: false });
  const { status, findings } = desk.check('cdk.out');
  expect([status, findings.map(({ rule }) => rule)]).toEqual([1, ['wildcard-principal', 'exception']]);
  expect(findings[1]?.message).toContain('because the settings turn acknowledgements off');
});

test('CDK notes nothing at the App and at a Stage, so that words there are not known', () => {
  synth((app) => {
    const stage = new Stage(app, 'Prod');
    open(stack(stage));
    accept(app, 'wildcard-principal');
    accept(stage, 'wildcard-principal');
  });
  expect(outcome(desk.check('cdk.out'))).toEqual([1, 'error wildcard-principal Open2F4367FD']);
});

test('what covers nothing is said once, for the templates of the run', () => {
  synth((app) => {
    for (const id of ['A', 'B'])
      accept(new Role(stack(app, id), 'Own', { assumedBy: new AccountPrincipal(env.account) }), 'external-id');
  });
  const unused = (path: string) => `warning exception the acknowledgement at ${path}`;
  expect(outcome(desk.check('cdk.out'))).toEqual([0, unused('A/Own'), unused('B/Own')]);
  expect(outcome(desk.check('cdk.out/A.template.json'))).toEqual([0, unused('A/Own')]);
});

test('what has no construct of its own has the words of its stack', () => {
  const file = join(desk.folder, desk.put('raw.json', template({ Raw: trust({ AWS: '*' }) })));
  const build = (at: (scope: Stack, included: CfnInclude) => Construct) => (app: App) => {
    const scope = stack(app);
    const included = new CfnInclude(scope, 'Included', { templateFile: file });
    accept(at(scope, included), 'wildcard-principal');
  };
  synth(build((scope) => scope));
  expect(outcome(desk.check('cdk.out'))).toEqual([0, 'wildcard-principal Raw by the acknowledgement at S']);
  synth(build((_, included) => included));
  expect(outcome(desk.check('cdk.out'))).toEqual([0, 'wildcard-principal Raw by the acknowledgement at S/Included']);
});

test('what the manifest holds itself counts as what stands in a file beside it', () => {
  const notes = {
    '/S/R': [{ type: 'aws:cdk:acknowledged-rules', data: { 'sts-guardrails::wildcard-principal': 'r' } }],
  };
  const made = template({ R: trust({ AWS: '*' }) }) as { Resources: { R: object } };
  desk.put('out/S.json', { Resources: { R: { ...made.Resources.R, Metadata: { 'aws:cdk:path': 'S/R' } } } });
  const artifact = {
    environment: 'aws://111122223333/eu-west-1',
    properties: { templateFile: 'S.json' },
    displayName: 'S',
  };
  desk.put('out/manifest.json', { artifacts: { S: { ...artifact, metadata: notes } } });
  expect(outcome(desk.check('out'))).toEqual([0, 'wildcard-principal R by the acknowledgement at S/R']);
});

test.each<readonly [string, unknown]>([
  ['no text', 'sts-guardrails::'],
  ['a list', ['sts-guardrails::wildcard-principal']],
  ['entries that are none', { '/S/Open': 'sts-guardrails::', '/S': [null, 3, { type: 'aws:cdk:acknowledged-rules' }] }],
  [
    'a rule of somebody else',
    { '/S/Open': [{ type: 'aws:cdk:acknowledged-rules', data: { 'x::wildcard-principal': 'sts-guardrails::' } }] },
  ],
])('notes with %s accept nothing', (_name, content) => {
  synth((app) => void open(stack(app)));
  desk.put('cdk.out/S.metadata.json', content);
  expect(outcome(desk.check('cdk.out'))).toEqual([1, 'error wildcard-principal Open2F4367FD']);
});

test('folders that name each other as their Stages end somewhere', () => {
  const stage = (directoryName: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
  desk.put('out/manifest.json', { artifacts: { a: stage('.'), b: stage('in') } });
  desk.put('out/in/manifest.json', { artifacts: { a: stage('..'), b: stage('.') } });
  desk.put('out/in/S.json', template({ R: trust({ AWS: '*' }) }));
  expect(outcome(desk.check('out'))).toEqual([1, 'error wildcard-principal R']);
});

test('an app with the guardrails attached and a check of what it wrote come to the same', () => {
  const report = join(desk.folder, 'plugin.json');
  process.env.STS_GUARDRAILS_REPORT = `json=${report}`;
  const before = process.exitCode;
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    synth(
      (app) => {
        Role.customizeRoles(app, { usePrecreatedRoles: { 'S/Kept': 'a', 'S/KeptToo': 'b', 'S/Inner/Kept': 'c' } });
        attachGuardrails(app, settings);
        const scope = stack(app);
        const inner = new NestedStack(scope, 'Inner');
        accept(open(scope, 'Kept'), 'wildcard-principal');
        new Role(scope, 'KeptToo', { assumedBy: new AccountPrincipal(vendor) });
        new Role(inner, 'Kept', { assumedBy: new AccountPrincipal(vendor) });
        const raw = new CfnRole(inner, 'Raw', { assumeRolePolicyDocument: trust({ AWS: ['*', vendor] }) });
        accept(raw, 'external-id', 'r, expires=2030-01-01');
        accept(scope, 'tag-session', 'covers nothing');
      },
      { '@aws-cdk/core:failSynthOnValidationErrors': false },
    );
  } catch {
    // the app stops, as it should: its report says why
  } finally {
    printed.mockRestore();
    process.exitCode = before;
    delete process.env.STS_GUARDRAILS_REPORT;
  }
  expect(readdirSync(desk.folder)).toContain('plugin.json');
  const said = ({ findings, accepted, summary }: Report) => ({
    findings: findings.map(({ rule, level, verdict, message, at, subject: { id, type } }) => ({
      rule,
      level,
      verdict,
      message,
      at,
      id,
      type,
    })),
    accepted: accepted.map(({ rule, subject: { id }, accepted }) => ({ rule, id, accepted })),
    judged: summary.subjects,
  });
  const byPlugin = said(JSON.parse(readFileSync(report, 'utf8')) as Report);
  expect([byPlugin.findings.length, byPlugin.accepted.length, byPlugin.judged]).toEqual([4, 2, 4]);
  const byCheck = said(desk.check('cdk.out'));
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
  expect(sorted(byCheck.findings)).toEqual(sorted(byPlugin.findings));
  expect(sorted(byCheck.accepted)).toEqual(sorted(byPlugin.accepted));
  expect(byCheck.judged).toBe(byPlugin.judged);
});
