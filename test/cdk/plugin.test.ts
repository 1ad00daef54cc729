import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  CfnElement,
  CfnParameter,
  CfnResource,
  Fn,
  NestedStack,
  Stack,
  Stage,
  Validations,
} from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Rule } from '../../shared';
import { attach, type Replacements } from '../../aspects/attach';
import { crashing, long, murky, open } from './_rules';

const rules = [open, long, murky];

interface Violation {
  ruleName: string;
  severity: string;
  description: string;
  suggestedFix?: string;
  ruleMetadata?: { [key: string]: string };
  violatingConstructs: {
    constructPath: string;
    cloudFormationResource?: { templatePath: string; logicalId: string; propertyPaths?: string[] };
    stackTraces?: string[];
  }[];
}

interface Reported {
  conclusion: string;
  violations: Violation[];
}

// What the cdk command sets, since it reports by itself.
const COMMAND = '@aws-cdk/core:failSynthOnValidationErrors';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-'));
  process.env.CDK_VALIDATION = 'false';
  // CDK prints what does not stop the run
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(outdir, { recursive: true, force: true });
  delete process.env.CDK_VALIDATION;
});

/** What CDK's report holds of ours: first the plugin that blocks, then its twin. */
function synth(
  build: (app: App) => void,
  settings: object = {},
  replacements: Replacements = { rules },
  context: object = {},
): Reported[] {
  const app = new App({ outdir, analyticsReporting: false, context: { ...context } });
  build(app);
  attach(app, settings, replacements);
  let thrown = '';
  try {
    app.synth();
  } catch (error) {
    thrown = String(error);
  }
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: (Reported & { pluginName: string })[];
  };
  const ours = pluginReports.filter(({ pluginName }) => pluginName === 'sts-guardrails');
  const stops = ours.some(({ conclusion }) => conclusion === 'failure') && !(COMMAND in context);
  expect(thrown !== '').toBe(stops);
  return ours;
}

function violations(...args: Parameters<typeof synth>): Violation[] {
  return synth(...args).flatMap((report) => report.violations);
}

const places = (found: Violation[]) =>
  found.map(({ ruleName, violatingConstructs: [where] }) => `${where?.constructPath}: ${ruleName}`);

const trust = (principal: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
});
const closed = trust({ Service: 'ec2.amazonaws.com' });

function role(scope: Construct, id: string, policy: unknown, more: object = {}): CfnResource {
  const properties = { AssumeRolePolicyDocument: policy, ...more };
  return new CfnResource(scope, id, { type: 'AWS::IAM::Role', properties });
}

/** A part of a template that no resource construct stands for. */
class Snippet extends CfnElement {
  override _toCloudFormation(): object {
    return { Resources: { Old: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('*') } } } };
  }
}

test('a finding carries its place, its request, its remedy and what other tools need', () => {
  const [found, ...others] = violations((app) => role(new Stack(app, 'A'), 'Open', trust('*')));
  expect(others).toEqual([]);
  expect(found).toEqual({
    ruleName: 'open',
    severity: 'error',
    description:
      'open: anybody can assume this role\n   request that gets through: sts:AssumeRole by AWS ' +
      'arn:aws:iam::123456789012:role/anybody with aws:SecureTransport = true',
    suggestedFix: 'Name the principal.',
    ruleMetadata: {
      rule: 'open',
      guardrail: 'TEST-1',
      verdict: 'fail',
      level: 'error',
      at: '/Statement/0/Principal',
      docs: 'docs/rules/open.md',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      subject: 'A/Open',
      type: 'AWS::IAM::Role',
      request: expect.stringContaining('"actions":["sts:AssumeRole"]') as string,
    },
    violatingConstructs: [
      {
        constructPath: 'A/Open',
        constructFqn: 'aws-cdk-lib.CfnResource',
        libraryVersion: expect.any(String) as string,
        cloudFormationResource: {
          templatePath: 'A.template.json',
          logicalId: 'Open',
          propertyPaths: ['Properties.AssumeRolePolicyDocument.Statement.0.Principal'],
        },
        stackTraces: [expect.stringContaining('plugin.test.ts') as string],
      },
    ],
  });
});

test('roles in Stages, nested stacks, overrides and included templates are seen where they stand', () => {
  const found = violations((app) => {
    const top = new Stack(app, 'Top');
    role(top, 'Changed', closed).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', '*');
    const nested = new NestedStack(new NestedStack(top, 'Nested'), 'Deeper');
    role(nested, 'Open', trust('*'));
    const stage = new Stage(new Stage(app, 'Prod'), 'Eu');
    role(new Stack(stage, 'Top'), 'Open', trust('*'));
    new Snippet(new Stack(app, 'Included'), 'Template');
  });
  expect(places(found).sort()).toEqual([
    'Included: open',
    'Prod/Eu/Top/Open: open',
    'Top/Changed: open',
    'Top/Nested/Deeper/Open: open',
  ]);
});

test('a role that is renamed or whose id is overridden is found by the id it ends with', () => {
  const found = violations((app) => role(new Stack(app, 'A'), 'Open', trust('*')).overrideLogicalId('Other'));
  expect(places(found)).toEqual(['A/Open: open']);
});

test('a nested stack is judged with what its parent passes', () => {
  const nestedRole = (value: string) => (app: App) => {
    const top = new Stack(app, 'Top');
    const nested = new NestedStack(top, 'Nested', { parameters: { Who: value } });
    const who = new CfnParameter(nested, 'Who', { default: 'nobody' });
    role(nested, 'Role', trust({ AWS: who.valueAsString }));
  };
  expect(places(violations(nestedRole('*')))).toEqual(['Top/Nested/Role: open']);
  rmSync(outdir, { recursive: true });
  expect(violations(nestedRole('111122223333'))).toEqual([]);
});

test('an import from a stack of the same app has the value that is exported', () => {
  const found = violations((app) => {
    const from = new Stack(app, 'From');
    const name = from.exportValue('*', { name: 'Who' });
    role(new Stack(app, 'To'), 'Role', trust({ AWS: name }));
  });
  expect(places(found)).toEqual(['To/Role: open']);
});

test('an export of another account, or one of two that share a name, settles nothing', () => {
  const importing = (...accounts: (string | undefined)[]) => {
    const found = violations((app) => {
      const at = (account?: string) => ({ ...(account !== undefined && { env: { account, region: 'eu-west-1' } }) });
      accounts.forEach((account, index) => {
        new Stack(app, `From${index}`, at(account)).exportValue('*', { name: 'Who' });
      });
      role(new Stack(app, 'To', at('111122223333')), 'Role', trust({ AWS: Fn.importValue('Who') }));
    });
    rmSync(outdir, { recursive: true });
    return places(found);
  };
  expect(importing('111122223333')).toEqual(['To/Role: open']);
  expect(importing('444455556666')).toEqual(['To/Role: murky[undecided]']);
  expect(importing(undefined)).toEqual(['To/Role: murky[undecided]']);
  expect(importing('111122223333', '111122223333')).toEqual(['To/Role: murky[undecided]']);
});

test('the account and Region of a stack are those that it is bound to', () => {
  const met: unknown[] = [];
  const witness: Rule = {
    ...open,
    judges: ({ owner: { account, region } }) => {
      met.push([account?.toString(), region?.toString()]);
      return [];
    },
  };
  const build = (app: App) => {
    const bound = new Stack(app, 'Bound', { env: { account: '111122223333', region: 'eu-west-1' } });
    role(bound, 'Role', closed);
    role(new NestedStack(bound, 'Nested'), 'Role', closed);
    role(new Stack(app, 'Free'), 'Role', closed);
  };
  synth(build, {}, { rules: [witness] });
  const own = ['111122223333', 'eu-west-1'];
  expect(met).toEqual([own, ['<AWS::AccountId>', '<AWS::Region>'], own]);
});

test('warnings and remarks are shown and never stop; errors beside them stop by themselves', () => {
  const warned = synth((app) => role(new Stack(app, 'A'), 'Long', closed, { MaxSessionDuration: 7200 }));
  expect(warned.map(({ conclusion }) => conclusion)).toEqual(['success']);
  expect(warned[0]?.violations[0]).toMatchObject({
    ruleName: 'long',
    severity: 'warning',
    violatingConstructs: [{ cloudFormationResource: { propertyPaths: ['Properties.MaxSessionDuration'] } }],
  });
  rmSync(outdir, { recursive: true });
  const both = synth((app) => role(new Stack(app, 'A'), 'Both', trust('*'), { MaxSessionDuration: 7200 }));
  expect(both.map(({ conclusion, violations: [one] }) => [conclusion, one?.ruleName])).toEqual([
    ['failure', 'open'],
    ['success', 'long'],
  ]);
});

test('what cannot be decided has an id of its own and names the reason', () => {
  const [found] = violations((app) => {
    const stack = new Stack(app, 'A');
    const who = new CfnParameter(stack, 'Who');
    role(stack, 'Role', trust({ AWS: who.valueAsString }));
  });
  expect(found).toMatchObject({
    ruleName: 'murky[undecided]',
    severity: 'warning',
    description: 'murky: who can assume this role is open\n   depends on: a parameter',
    ruleMetadata: { verdict: 'unknown', because: 'a parameter' },
  });
});

test('a template that cannot be read is an error of its own, and the other stacks are judged', () => {
  const found = violations((app) => {
    role(new Stack(app, 'A'), 'Open', trust('*'));
    role(new Stack(app, 'B'), 'Open', trust('*'));
    const vandal = {
      name: 'vandal',
      validate: () => {
        writeFileSync(join(outdir, 'A.template.json'), '{"Resources":');
        return { success: true, violations: [] };
      },
    };
    Validations.of(app).addPlugins(vandal);
  });
  expect(places(found)).toEqual(['A: unreadable', 'B/Open: open']);
  expect(found[0]).toMatchObject({
    severity: 'fatal',
    description: expect.stringContaining('cannot be read') as string,
  });
});

describe('under the cdk command, which drops findings of stacks it was not asked for', () => {
  const shown = (build: (app: App) => void, context: object = {}) =>
    violations(build, {}, { rules }, { [COMMAND]: false, ...context });
  const two = (app: App) => {
    role(new Stack(app, 'A'), 'Open', trust('*'));
    role(new Stack(new Stage(app, 'Prod'), 'B'), 'Open', trust('*'));
  };

  test('one violation that stands in no stack counts all that block', () => {
    const summary = shown(two).find(({ ruleName }) => ruleName === 'unselected-stacks');
    expect(summary?.violatingConstructs).toEqual([{ constructPath: '' }]);
    expect(summary?.description).toBe(
      '2 blocking findings in this app, counted whether or not the stack is selected:\n' +
        '   Prod/B/Open: open: anybody can assume this role\n   A: 1 blocking finding',
    );
  });

  test('a single stack cannot be left out, one in a Stage can', () => {
    const rulesOf = (build: (app: App) => void) => {
      const found = shown(build).map(({ ruleName }) => ruleName);
      rmSync(outdir, { recursive: true });
      return found;
    };
    expect(rulesOf((app) => role(new Stack(app, 'A'), 'Open', trust('*')))).toEqual(['open']);
    const inStage = (app: App) => role(new Stack(new Stage(app, 'Prod'), 'A'), 'Open', trust('*'));
    expect(rulesOf(inStage)).toEqual(['open', 'unselected-stacks']);
  });

  test.each([true, 'true'])('the context says that only selected stacks count: %p', (value) => {
    const found = shown(two, { 'sts-guardrails:selectedStacksOnly': value });
    expect(places(found)).toEqual(['A/Open: open', 'Prod/B/Open: open']);
  });

  test('what is acknowledged, at the role or above it, is not counted', () => {
    const id = 'sts-guardrails::open';
    const summaryOf = (at: (app: App) => Construct) => {
      const found = shown((app) => {
        two(app);
        Validations.of(at(app)).acknowledge({ id, reason: 'a honeypot' });
      });
      rmSync(outdir, { recursive: true });
      return found
        .find(({ ruleName }) => ruleName === 'unselected-stacks')
        ?.description.split('\n')
        .slice(1);
    };
    expect(summaryOf((app) => app)).toBeUndefined();
    expect(summaryOf((app) => app.node.findChild('A') as Construct)).toEqual([expect.stringContaining('Prod/B/Open')]);
    const inStage = (app: App) => app.node.findChild('Prod').node.findChild('B').node.findChild('Open') as Construct;
    expect(summaryOf(inStage)).toEqual(['   A: 1 blocking finding']);
  });

  test('a long list is cut, and says so', () => {
    const [, ...lines] = (
      shown((app) => {
        const stack = new Stack(new Stage(app, 'Prod'), 'A');
        for (let index = 0; index < 12; index++) role(stack, `Open${index}`, trust('*'));
      }).at(-1)?.description ?? ''
    ).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('   and 2 more in Stages');
  });
});

test('an app without findings leaves nothing in the report', () => {
  expect(synth((app) => role(new Stack(app, 'A'), 'Fine', closed))).toEqual([]);
});

test('a stack without resources is no reason to complain', () => {
  expect(synth((app) => void new Stack(app, 'Empty'))).toEqual([]);
});

test('an audit shows errors and stops nothing', () => {
  const reports = synth((app) => role(new Stack(app, 'A'), 'Open', trust('*')), { enforce: 'audit' });
  expect(reports.map(({ conclusion }) => conclusion)).toEqual(['success']);
  expect(reports[0]?.violations[0]).toMatchObject({ severity: 'warning', ruleMetadata: { level: 'error' } });
});

test('an accepted finding is a remark with its reason, an exception that covers nothing is a finding of no stack', () => {
  const exception = { rule: 'wildcard-principal', reason: 'a honeypot', owner: 'red team', expires: '2030-01-31' };
  const settings = {
    rules: { 'trusted-account': 'off' },
    exceptions: [
      { ...exception, where: 'A/Open' },
      { ...exception, where: 'A/Gone' },
    ],
  };
  const found = violations((app) => role(new Stack(app, 'A'), 'Open', trust('*')), settings, { today: '2030-01-31' });
  expect(found.map(({ ruleName, severity }) => [ruleName, severity])).toContainEqual([
    'wildcard-principal[accepted]',
    'info',
  ]);
  expect(found.find(({ severity }) => severity === 'info')?.description).toMatch(
    /^wildcard-principal: accepted \(a honeypot, red team, until 2030-01-31\): .*can assume this role$/,
  );
  expect(found.filter(({ ruleName }) => ruleName === 'wildcard-principal')).toEqual([]);
  const leftover = found.find(({ ruleName }) => ruleName === 'exception');
  expect(leftover?.violatingConstructs).toEqual([{ constructPath: '' }]);
});

test('a rule that crashes stops the run, and the others still speak', () => {
  const found = violations((app) => role(new Stack(app, 'A'), 'Open', trust('*')), {}, { rules: [crashing, open] });
  expect(found.map(({ ruleName, severity }) => [ruleName, severity])).toEqual([
    ['rule-crash', 'fatal'],
    ['open', 'error'],
  ]);
});

test.each([
  ['an error', () => new Error('broken inside')],
  ['a text', () => 'broken inside'],
  ['something that has no text', () => Object.create(null) as unknown],
])('a plugin that breaks with %s stops the run whatever is selected', (_what, thrown) => {
  const rulesThatThrow = {
    get rules(): never {
      throw thrown();
    },
  };
  const reports = synth((app) => role(new Stack(app, 'A'), 'Fine', closed), {}, lazily(rulesThatThrow));
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({
    conclusion: 'failure',
    violations: [{ ruleName: 'plugin-crash', severity: 'fatal' }],
  });
  expect(reports[0]?.violations[0]?.violatingConstructs).toEqual([expect.objectContaining({ constructPath: '' })]);
});

/** Rules that only throw once the plugin looks at them. */
function lazily(source: { readonly rules: never }): Replacements {
  return { rules: new Proxy([], { get: () => source.rules }) };
}

test('no acknowledgement turns off a crash', () => {
  const acknowledge = (app: App) => {
    role(new Stack(app, 'A'), 'Fine', closed);
    Validations.of(app).acknowledge({ id: 'sts-guardrails::rule-crash', reason: 'it is in the way' });
  };
  expect(synth(acknowledge, {}, { rules: [crashing] })).toMatchObject([{ conclusion: 'failure' }]);
});
