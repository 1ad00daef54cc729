import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Aspects, CfnParameter, CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import { type NagPackProps, NagSuppressions, SuppressionIgnoreAlways } from 'cdk-nag-2';
import { Checks2 } from '../drivers/nag';
import { newFolder, removeFolders } from './_cdk';
import { annotated, gists } from './_notes';
import { crashing } from './_rules';
import { closed, role, trust } from './_synth';

afterAll(removeFolders);

type Options = NagPackProps & { readonly settings?: object; readonly rules?: readonly never[] };

const anybody = trust({ AWS: '*' });
const own = { rules: { 'trusted-account': 'off', 'external-id': 'off' } };
const add = (scope: Stage | Stack, options: Options = {}) =>
  Aspects.of(scope).add(new Checks2({ settings: own, reports: false, ...options } as object));

const suppression = (reason: string, appliesTo?: string[]) => ({
  id: 'StsGuardrails-wildcard-principal',
  reason,
  ...(appliesTo !== undefined && { appliesTo }),
});

const open = 'error A/Open: StsGuardrails-wildcard-principal';

test('one rule with an open role and an undecided one shows both, each with its own text', () => {
  const { notes } = annotated((app) => {
    const stack = new Stack(app, 'A');
    role(stack, 'Open', anybody);
    role(stack, 'Murky', trust({ AWS: new CfnParameter(stack, 'Who').valueAsString }));
    add(app);
  });
  expect(notes).toEqual([
    {
      level: 'error',
      path: 'A/Open',
      text: expect.stringMatching(
        /^StsGuardrails-wildcard-principal: any AWS account.*\n {3}at A\/Open, \/Statement\/0\n {3}request that gets through: .*\n {3}fix: /,
      ) as string,
    },
    {
      level: 'warning',
      path: 'A/Murky',
      text: expect.stringMatching(
        /^StsGuardrails-wildcard-principal\[undecided\]: [^]*depends on: Ref Who\n/,
      ) as string,
    },
  ]);
});

test('an info is a warning marked as one', () => {
  const { notes } = annotated((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    add(app, { settings: { rules: { ...own.rules, 'wildcard-principal': 'info' } } });
  });
  expect(notes).toMatchObject([
    { level: 'warning', text: expect.stringMatching(/^StsGuardrails-wildcard-principal: \[info\] any/) as string },
  ]);
});

describe('suppressions', () => {
  const run = (suppress: (stack: Stack, made: CfnResource) => void, options: Options = {}) =>
    annotated((app) => {
      const stack = new Stack(app, 'A');
      suppress(stack, role(stack, 'Open', anybody));
      add(app, options);
    });

  test.each([
    [
      'on the role',
      (_stack: Stack, made: CfnResource, reason: string) =>
        NagSuppressions.addResourceSuppressions(made, [suppression(reason)]),
    ],
    [
      'on the stack',
      (stack: Stack, _made: CfnResource, reason: string) =>
        NagSuppressions.addStackSuppressions(stack, [suppression(reason)]),
    ],
  ])('%s hold until their day and not after it', (_where, suppress) => {
    const held = run((stack, made) => suppress(stack, made, 'a honeypot, expires=2090-01-31'));
    expect(held).toEqual({ notes: [], violations: [], stops: false });
    const expired = run((stack, made) => suppress(stack, made, 'a honeypot, expires=2020-01-31'));
    expect(gists(expired)).toEqual([open]);
    expect(expired.violations).toMatchObject([
      { ruleName: 'exception', severity: 'fatal', description: expect.stringContaining('2020-01-31') as string },
    ]);
    expect(expired.stops).toBe(true);
  });

  test('for what is undecided accept no failure', () => {
    const found = run((_stack, made) =>
      NagSuppressions.addResourceSuppressions(made, [suppression('not known before', ['undecided'])]),
    );
    expect(gists(found)).toContain(open);
  });

  test('that the conditions of the pack refuse stay refused', () => {
    const found = run(
      (_stack, made) => NagSuppressions.addResourceSuppressions(made, [suppression('a honeypot of ours')]),
      { suppressionIgnoreCondition: new SuppressionIgnoreAlways('no suppressions here') },
    );
    expect(gists(found)).toContain(open);
  });

  test('that are refused stand among the findings of the report', () => {
    const file = join(newFolder(), 'out.json');
    process.env.STS_GUARDRAILS_REPORT = `json=${file}`;
    try {
      run((_stack, made) => NagSuppressions.addResourceSuppressions(made, [suppression('a honeypot of ours')]), {
        suppressionIgnoreCondition: new SuppressionIgnoreAlways('no suppressions here'),
      });
    } finally {
      delete process.env.STS_GUARDRAILS_REPORT;
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      findings: [{ rule: 'wildcard-principal', level: 'error' }],
      accepted: [],
      summary: { error: 1, accepted: 0 },
    });
  });

  test('that are refused count among what stops a run of other stacks', () => {
    const found = annotated((app) => {
      const stage = new Stage(app, 'Prod');
      const made = role(new Stack(stage, 'A'), 'Open', anybody);
      NagSuppressions.addResourceSuppressions(made, [suppression('a honeypot of ours')]);
      const options = { suppressionIgnoreCondition: new SuppressionIgnoreAlways('no suppressions here') };
      add(app, options);
      add(stage, options);
    });
    expect(found.violations).toMatchObject([
      { ruleName: 'unselected-stacks', description: expect.stringContaining('Prod/A/Open') as string },
    ]);
    expect(found.stops).toBe(true);
  });

  test('of what could not be judged count for nothing', () => {
    const found = annotated((app) => {
      const made = new CfnResource(new Stack(app, 'A'), 'Role', { type: 'AWS::IAM::Role' });
      role(made.stack, 'Open', anybody);
      for (const id of ['StsGuardrails-rule-crash', 'CdkNagValidationFailure']) {
        NagSuppressions.addStackSuppressions(made.stack, [{ id, reason: 'it is in the way' }]);
      }
      add(app, { rules: [crashing as never] });
    });
    expect(gists(found)).toEqual(
      expect.arrayContaining([
        'error A/Open: StsGuardrails-rule-crash',
        'error A/Role: StsGuardrails-rule-crash',
        'error A/Role: StsGuardrails-readable-trust-policy',
      ]),
    );
  });

  test('may be words of other kinds', () => {
    const exception = { rule: 'wildcard-principal', where: 'A/Open', reason: 'a honeypot' };
    expect(run(() => undefined, { settings: { ...own, exceptions: [exception] } }).notes).toEqual([]);
    const acknowledged = run((_stack, made) =>
      Validations.of(made).acknowledge({ id: 'sts-guardrails::wildcard-principal', reason: 'a honeypot' }),
    );
    expect(acknowledged.notes).toEqual([]);
  });
});

test('its report lists each rule, and who accepts what', () => {
  const build = (app: App) => {
    const stack = new Stack(app, 'A');
    role(stack, 'Open', anybody);
    NagSuppressions.addResourceSuppressions(role(stack, 'Known', anybody), [suppression('a honeypot of ours')]);
    role(stack, 'Excepted', anybody);
    const exception = { rule: 'wildcard-principal', where: 'A/Excepted', reason: 'a trap' };
    add(app, { reports: true, settings: { ...own, exceptions: [exception] } });
  };
  const rows: string[] = [];
  annotated(build, {}, (outdir) => {
    const file = readdirSync(outdir).find((name) => name.endsWith('NagReport.csv')) ?? 'no report';
    rows.push(...readFileSync(join(outdir, file), 'utf8').split('\n"'));
  });
  const ofRule = (path: string) =>
    rows
      .filter((row) => row.includes('wildcard-principal"') && row.includes(path))
      .map((row) => row.split('","').slice(2, 4));
  expect(ofRule('A/Open')).toEqual([['Non-Compliant', 'N/A']]);
  expect(ofRule('A/Known')).toEqual([['Suppressed', 'a honeypot of ours']]);
  expect(ofRule('A/Excepted')).toEqual([['Suppressed', 'a trap (exceptions[0])']]);
  const silent = rows.filter((row) => row.includes('StsGuardrails-tag-session"'));
  expect(silent.map((row) => row.split('","')[2])).toEqual(['Compliant', 'Compliant', 'Compliant']);
});

test('in an audit nothing is an error', () => {
  const found = annotated((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    add(app, { settings: { ...own, enforce: 'audit' } });
  });
  expect(gists(found)).toEqual(['warning A/Open: StsGuardrails-wildcard-principal']);
  expect(found.stops).toBe(false);
});

test('what a condition holds is not printed', () => {
  const secret = 'correct-horse-battery-staple';
  const policy = trust({ AWS: '999988887777' }) as { Statement: object[] };
  const guarded = { ...policy.Statement[0], Condition: { StringLike: { 'sts:ExternalId': `${secret}*` } } };
  const printed: string[] = [];
  const found = annotated(
    (app) => {
      role(new Stack(app, 'A'), 'Shared', { ...policy, Statement: [guarded] });
      add(app, { settings: {}, reports: true });
    },
    {},
    (outdir) => {
      for (const name of readdirSync(outdir).filter((one) => one.includes('NagReport'))) {
        printed.push(readFileSync(join(outdir, name), 'utf8'));
      }
    },
  );
  expect([found.notes.length, printed.length]).toEqual([expect.any(Number), 1]);
  expect(found.notes).not.toEqual([]);
  expect(JSON.stringify([found, printed])).not.toContain(secret);
});

describe('nothing passes by accident', () => {
  const fine = (options: Options) => () =>
    annotated((app) => {
      role(new Stack(app, 'A'), 'Fine', closed);
      add(app, options);
    });

  test('under wrong settings', () => {
    expect(fine({ settings: { enforced: 'block' } })).toThrow(/enforced/);
  });

  test('under a settings file that cannot be read', () => {
    const file = join(newFolder(), 'torn.json');
    writeFileSync(file, '{"enforce":');
    process.env.STS_GUARDRAILS_SETTINGS = file;
    try {
      expect(fine({})).toThrow(/torn\.json/);
    } finally {
      delete process.env.STS_GUARDRAILS_SETTINGS;
    }
  });

  test('in a Stage that the App’s pack does not reach', () => {
    const { violations } = annotated((app) => {
      role(new Stack(new Stage(app, 'Prod'), 'A'), 'Open', anybody);
      new Stack(app, 'B');
      add(app);
    });
    expect(violations).toMatchObject([{ ruleName: 'stage-not-judged', severity: 'fatal' }]);
  });

  test('registered as a plugin, as packs of cdk-nag 3 are', () => {
    const { violations, stops } = annotated((app) => {
      role(new Stack(app, 'A'), 'Fine', closed);
      Validations.of(app).addPlugins(new Checks2());
    });
    expect(violations).toMatchObject([
      { ruleName: 'not-judged', severity: 'fatal', description: expect.stringContaining('Aspects.of(app)') as string },
    ]);
    expect(stops).toBe(true);
  });
});
