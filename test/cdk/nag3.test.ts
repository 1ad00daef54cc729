import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, CfnParameter, CfnResource, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import * as nag2 from 'cdk-nag-2';
import * as nag3 from 'cdk-nag';
import { attachGuardrails, GuardrailsAspect } from '../../aspects';
import { type ChecksOptions, StsGuardrailsChecks } from '../../aspects/nag';
import { fitting, loadNag, makesPlugins, type Nag } from '../../aspects/nag-peer';
import { newFolder, removeFolders, skipTemplateChecks } from './_cdk';
import { crashing } from './_rules';
import { byCommand, closed, places, type Reported, role, trust } from './_synth';

skipTemplateChecks();
afterAll(removeFolders);

const anybody = trust({ AWS: '*' });
const own = { rules: { 'trusted-account': 'off' } } as const;

/** What our part of CDK's report holds. */
function report(build: (app: App) => void): Reported {
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-nag-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, context: { [byCommand]: false } });
    build(app);
    app.synth();
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: (Reported & { pluginName: string })[];
    };
    const ours = pluginReports.filter(({ pluginName }) => pluginName === 'sts-guardrails');
    return ours[0] ?? { conclusion: 'success', violations: [] };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const add = (app: App | Stage, options: ChecksOptions = { settings: own }) =>
  Validations.of(app).addPlugins(new StsGuardrailsChecks(options));

test('the installed cdk-nag makes plugins', () => {
  expect([makesPlugins(nag3), makesPlugins(nag2 as unknown as Nag)]).toEqual([true, false]);
});

test('its report is the plugin’s own: each finding with its request, level and acknowledgement', () => {
  const build = (attach: (app: App) => void) => (app: App) => {
    const stack = new Stack(app, 'A');
    role(stack, 'Open', anybody);
    role(stack, 'Murky', trust({ AWS: new CfnParameter(stack, 'Who').valueAsString }));
    role(new NestedStack(stack, 'Inner'), 'Known', anybody);
    role(new Stack(new Stage(app, 'Prod'), 'A'), 'Open', anybody);
    attach(app);
  };
  const packed = report(build((app) => add(app, {})));
  const outdir = newFolder();
  const app = new App({ outdir, analyticsReporting: false, context: { [byCommand]: false } });
  build((one) => attachGuardrails(one))(app);
  app.synth();
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: Reported[];
  };
  expect(packed.conclusion).toBe('failure');
  expect(packed.violations.map(withoutTraces)).toEqual(
    pluginReports.flatMap(({ violations }) => violations).map(withoutTraces),
  );
  expect(places(packed.violations)).toContain('Prod/A/Open: wildcard-principal');
});

const withoutTraces = (one: Reported['violations'][number]): unknown =>
  JSON.parse(JSON.stringify(one, (key, value: unknown) => (key === 'stackTraces' ? undefined : value)));

test('warnings are shown and never stop', () => {
  const found = report((app) => {
    role(new Stack(app, 'A'), 'Partner', trust({ AWS: '999988887777' }));
    add(app, { settings: { rules: { 'external-id': 'warning' } } });
  });
  expect(found.violations.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  expect(found.conclusion).toBe('success');
});

test('a construct may stand before the options, as cdk-nag 3 has it', () => {
  const found = report((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    Validations.of(app).addPlugins(new StsGuardrailsChecks(app, { settings: own }));
  });
  expect(places(found.violations)).toEqual(['A/Open: wildcard-principal']);
});

test('acknowledgements hold until their day and not after it', () => {
  const run = (reason: string) =>
    report((app) => {
      const made = role(new Stack(app, 'A'), 'Open', anybody);
      Validations.of(made).acknowledge({ id: 'sts-guardrails::wildcard-principal', reason });
      add(app);
    });
  expect(run('a honeypot, expires=2090-01-31').conclusion).toBe('success');
  const expired = run('a honeypot, expires=2020-01-31');
  expect(expired.conclusion).toBe('failure');
  expect(expired.violations.map(({ ruleName }) => ruleName)).toContain('exception');
});

test('an audit stops nothing', () => {
  const found = report((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    add(app, { settings: { ...own, enforce: 'audit' } });
  });
  expect([found.conclusion, found.violations[0]?.severity]).toEqual(['success', 'warning']);
});

test('what a condition holds is not printed', () => {
  const secret = 'correct-horse-battery-staple';
  const policy = trust({ AWS: '999988887777' }) as { Statement: object[] };
  const guarded = { ...policy.Statement[0], Condition: { StringLike: { 'sts:ExternalId': `${secret}*` } } };
  const found = report((app) => {
    role(new Stack(app, 'A'), 'Shared', { ...policy, Statement: [guarded] });
    add(app, {});
  });
  expect(found.violations).not.toEqual([]);
  expect(JSON.stringify(found)).not.toContain(secret);
});

describe('nothing passes by accident', () => {
  const judged = (options: ChecksOptions, also?: (app: App) => void) =>
    report((app) => {
      role(new Stack(app, 'A'), 'Fine', closed);
      add(app, options);
      also?.(app);
    });
  const refused = (because: string) => ({
    conclusion: 'failure',
    violations: [
      {
        ruleName: 'not-judged',
        severity: 'fatal',
        description: expect.stringContaining(because) as string,
        violatingConstructs: [{ constructPath: '' }],
      },
    ],
  });

  test('a rule that throws', () => {
    expect(judged({ settings: own, rules: [crashing] })).toMatchObject({
      conclusion: 'failure',
      violations: [{ ruleName: 'rule-crash', severity: 'fatal' }],
    });
  });

  test('wrong settings, and a file that cannot be read', () => {
    expect(judged({ settings: { enforced: 'block' } as object })).toMatchObject(refused('enforced'));
    const file = join(newFolder(), 'torn.json');
    writeFileSync(file, '{"enforce":');
    process.env.STS_GUARDRAILS_SETTINGS = file;
    try {
      expect(judged({})).toMatchObject(refused('torn.json'));
    } finally {
      delete process.env.STS_GUARDRAILS_SETTINGS;
    }
  });

  test('a rule that is no rule', () => {
    expect(judged({ rules: [{} as never] })).toMatchObject(refused('no rule'));
  });

  test('roles without a policy, or without anything', () => {
    const found = report((app) => {
      const stack = new Stack(app, 'A');
      new CfnResource(stack, 'Empty', { type: 'AWS::IAM::Role' });
      new CfnResource(stack, 'Half', { type: 'AWS::IAM::Role', properties: { Path: '/' } });
      add(app);
    });
    expect(places(found.violations)).toEqual(['A/Empty: readable-trust-policy', 'A/Half: readable-trust-policy']);
    expect(found.conclusion).toBe('failure');
  });

  test('another host on the same App, whichever came first', () => {
    expect(judged({}, (app) => attachGuardrails(app))).toMatchObject(refused('attachGuardrails'));
    expect(judged({}, (app) => Aspects.of(app).add(new GuardrailsAspect()))).toMatchObject(refused('GuardrailsAspect'));
    const first = report((app) => {
      attachGuardrails(app);
      new Stack(app, 'A');
      add(app);
    });
    expect(first).toMatchObject(refused('attachGuardrails'));
  });

  test('the other ways into a pack', () => {
    const build = (app: App) => {
      role(new Stack(app, 'A'), 'Open', anybody);
      Aspects.of(app).add(new StsGuardrailsChecks());
    };
    expect(() => report(build)).toThrow('Validations.of(app).addPlugins');
    const pack = new StsGuardrailsChecks() as unknown as { validateScope: (app: App) => unknown };
    expect(() => pack.validateScope(new App({ analyticsReporting: false }))).toThrow('expectNoFindings');
  });
});

describe('the installed cdk-nag', () => {
  const made = (version: unknown) => {
    class NagPack {}
    Object.defineProperty(NagPack, Symbol.for('jsii.rtti'), { value: { fqn: 'cdk-nag.NagPack', version } });
    return { NagPack } as unknown as Nag;
  };

  test('that is missing is one line that names the install', () => {
    const missing = () => {
      throw new Error("Cannot find module 'cdk-nag'");
    };
    expect(() => loadNag(missing)).toThrow(
      /^sts-guardrails\/nag needs cdk-nag, which is not installed.*npm install cdk-nag[^\n]*$/,
    );
  });

  test.each(['2.38.2', '2.39.0', '2.100.1', '3.0.0', '3.4.1'])('%s will do', (version) => {
    expect(fitting(made(version))).toBeDefined();
  });

  test.each(['2.38.1', '2.9.9', '1.14.0', '4.0.0', undefined])('%s will not', (version) => {
    expect(() => fitting(made(version))).toThrow(`below 4; this is ${version ?? 'an unknown version'}`);
  });
});
