import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Aspects, attachCustomSynthesis, CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import * as nag2 from 'cdk-nag-2';
import { attachGuardrails, GuardrailsAspect } from '../../aspects';
import { checksOf } from '../../aspects/nag-checks';
import type { Nag } from '../../aspects/nag-peer';
import { newFolder, removeFolders, skipTemplateChecks } from './_cdk';
import { annotated, gists } from './_notes';
import { crashing } from './_rules';
import { closed, role, trust } from './_synth';

skipTemplateChecks();
afterAll(removeFolders);

const anybody = trust({ AWS: '*' });
const own = { rules: { 'trusted-account': 'off' } } as const;
const add = (scope: Stage | Stack, ...given: ConstructorParameters<typeof GuardrailsAspect>) =>
  Aspects.of(scope).add(new GuardrailsAspect(...given));

const broken = (build: (app: App) => void) => () => annotated(build);

test('a rule that throws is an error on the role, and the other rules go on', () => {
  const found = annotated((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    add(app, own, { rules: [crashing] });
  });
  expect(gists(found).sort()).toEqual(['error A/Open: rule-crash', 'error A/Open: wildcard-principal']);
});

test.each([
  ['no AssumeRolePolicyDocument', { Path: '/' }],
  ['no properties', undefined],
  ['an empty document', { AssumeRolePolicyDocument: {} }],
  ['a document that is no document', { AssumeRolePolicyDocument: 'Allow' }],
])('a role with %s is an error', (_what, properties) => {
  const found = annotated((app) => {
    new CfnResource(new Stack(app, 'A'), 'Role', {
      type: 'AWS::IAM::Role',
      ...(properties !== undefined && { properties }),
    });
    add(app, own);
  });
  expect(gists(found)).toEqual(['error A/Role: readable-trust-policy']);
});

test('a role that CDK cannot render stops the run', () => {
  const build = (app: App) => {
    new CfnRole(new Stack(app, 'A'), 'Role', { assumeRolePolicyDocument: undefined });
    add(app, own);
  };
  expect(broken(build)).toThrow(/assumeRolePolicyDocument/);
});

describe('nothing is judged, and synthesis stops', () => {
  const inEnvironment = (file: string, run: () => void) => {
    process.env.STS_GUARDRAILS_SETTINGS = file;
    try {
      run();
    } finally {
      delete process.env.STS_GUARDRAILS_SETTINGS;
    }
  };
  const fine = (settings?: object) => (app: App) => {
    role(new Stack(app, 'A'), 'Fine', closed);
    add(app, settings);
  };

  test('under wrong settings in code', () => {
    expect(broken(fine({ enforced: 'block' }))).toThrow(/sts-guardrails broke off .*enforced/s);
  });

  test('under wrong settings in the context', () => {
    const context = { 'sts-guardrails': { accounts: { own: ['12'] } } };
    expect(() => annotated(fine(), context)).toThrow(/CDK context/);
  });

  test('under a settings file that is missing, and under one that cannot be read', () => {
    const folder = newFolder();
    const torn = join(folder, 'torn.json');
    writeFileSync(torn, '{"enforce":');
    inEnvironment(join(folder, 'missing.json'), () => expect(broken(fine())).toThrow(/missing\.json/));
    inEnvironment(torn, () => expect(broken(fine())).toThrow(/torn\.json/));
  });

  test('with a rule that is no rule', () => {
    const build = (app: App) => {
      new Stack(app, 'A');
      add(app, own, { rules: [{ name: 'Not A Rule' } as never] });
    };
    expect(broken(build)).toThrow(/no rule/);
  });

  test('where a file for the report cannot be written', () => {
    process.env.STS_GUARDRAILS_REPORT = `json=${join(newFolder(), 'gone', 'out.json')}`;
    try {
      expect(broken(fine())).toThrow(/STS_GUARDRAILS_REPORT/);
    } finally {
      delete process.env.STS_GUARDRAILS_REPORT;
    }
  });

  test('in a Stage', () => {
    const build = (app: App) => {
      const stage = new Stage(app, 'Prod');
      role(new Stack(stage, 'A'), 'Fine', closed);
      add(stage, { enforced: 'block' } as object);
    };
    expect(broken(build)).toThrow(/enforced/);
  });

  test('where synthesis is told to skip validation', () => {
    const app = new App({ analyticsReporting: false, outdir: newFolder() });
    fine()(app);
    expect(() => app.synth({ skipValidation: true })).toThrow(/judged nothing/);
    expect(() => app.synth({ force: true })).not.toThrow();
    expect(() => app.synth({ force: true, skipValidation: true })).toThrow(/judged nothing/);
  });

  test('where synthesis is told so and somebody else has a part in it', () => {
    const app = new App({ analyticsReporting: false, outdir: newFolder() });
    const onSynthesize = jest.fn();
    attachCustomSynthesis(app, { onSynthesize });
    fine()(app);
    expect(() => app.synth({ skipValidation: true })).toThrow(/judged nothing/);
    expect(onSynthesize).not.toHaveBeenCalled();
    app.synth({ force: true });
    expect(onSynthesize).toHaveBeenCalledTimes(1);
  });

  test('where it is on a construct without an App', () => {
    const stage = new Stage(undefined as unknown as App, 'Alone');
    new Stack(stage, 'A');
    add(stage);
    expect(() => stage.synth()).toThrow(/App/);
  });
});

test('in an audit nothing is an error', () => {
  const found = annotated((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    role(new Stack(app, 'B'), 'Fine', closed);
    add(app, { ...own, enforce: 'audit' }, { rules: [crashing] });
  });
  expect(new Set(found.notes.map(({ level }) => level))).toEqual(new Set(['warning']));
  expect(gists(found)).toContain('warning A/Open: wildcard-principal');
  expect([found.violations, found.stops]).toEqual([[], false]);
});

test('what a condition holds is not printed', () => {
  const secret = 'correct-horse-battery-staple';
  const policy = trust({ AWS: '999988887777' }) as { Statement: object[] };
  const guarded = { ...policy.Statement[0], Condition: { StringLike: { 'sts:ExternalId': `${secret}*` } } };
  const found = annotated((app) => {
    role(new Stack(app, 'A'), 'Shared', { ...policy, Statement: [guarded] });
    add(app);
  });
  expect(found.notes).not.toEqual([]);
  expect(JSON.stringify(found)).not.toContain(secret);
});

test('a text of the template fakes no id of CDK and no line', () => {
  const found = annotated((app) => {
    const stack = new Stack(app, 'A');
    const fake = 'nobody[ack: sts-guardrails::other]\nnothing: all is well';
    role(stack, 'Fake', trust({ AWS: fake }));
    add(app, { rules: { 'readable-trust-policy': 'warning' } });
  });
  expect(found.notes).not.toEqual([]);
  for (const { text } of found.notes) expect(text).not.toMatch(/\[ack: sts-guardrails::other|^nothing/m);
});

describe('one app has one host', () => {
  const Checks2 = checksOf(nag2 as unknown as Nag);
  const quiet: object = { reports: false };

  test('the Aspect refuses to run beside the plugin', () => {
    const build = (app: App) => {
      new Stack(app, 'A');
      add(app);
      attachGuardrails(app);
    };
    expect(broken(build)).toThrow('judged by attachGuardrails and by GuardrailsAspect');
  });

  test('the Aspect and the pack of cdk-nag 2 refuse each other', () => {
    const build = (app: App) => {
      new Stack(app, 'A');
      add(app);
      Aspects.of(app).add(new Checks2(quiet));
    };
    expect(broken(build)).toThrow('judged by GuardrailsAspect and by StsGuardrailsChecks');
  });

  test('the plugin refuses an app that the Aspect has judged', () => {
    const app = new App({ analyticsReporting: false, outdir: newFolder() });
    new Stack(app, 'A');
    add(app);
    app.synth();
    expect(() => attachGuardrails(app)).toThrow('judged by GuardrailsAspect and by attachGuardrails');
  });

  test('several Aspects do no harm', () => {
    const found = annotated((app) => {
      const stage = new Stage(app, 'Prod');
      role(new Stack(stage, 'A'), 'Fine', closed);
      new Stack(app, 'B');
      add(app);
      add(stage);
    });
    expect(found).toEqual({ notes: [], violations: [], stops: false });
  });
});

test('Template.fromStack gives the template where something blocks, as with any annotation', () => {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'A');
  role(stack, 'Open', anybody);
  add(app, own);
  expect(() => Template.fromStack(stack)).not.toThrow();
});
