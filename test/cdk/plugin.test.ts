import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnParameter, Stack, Validations } from 'aws-cdk-lib/core';
import { closed, places, role, synth, trust, violations } from './_synth';

test('warnings and remarks are shown and never stop; errors beside them stop by themselves', () => {
  const warned = synth((app) => role(new Stack(app, 'A'), 'Long', closed, { MaxSessionDuration: 7200 }));
  expect(warned.map(({ conclusion }) => conclusion)).toEqual(['success']);
  expect(warned[0]?.violations[0]).toMatchObject({
    ruleName: 'long',
    severity: 'warning',
    violatingConstructs: [{ cloudFormationResource: { propertyPaths: ['Properties.MaxSessionDuration'] } }],
  });
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
        writeFileSync(join(app.outdir, 'A.template.json'), '{"Resources": f00dface');
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
  expect(JSON.stringify(found)).not.toContain('f00dface');
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
    /^wildcard-principal: accepted: .*can assume this role\n {3}accepted by exceptions\[0\] of red team, until 2030-01-31: a honeypot$/,
  );
  expect(found.filter(({ ruleName }) => ruleName === 'wildcard-principal')).toEqual([]);
  const leftover = found.find(({ ruleName }) => ruleName === 'exception');
  expect(leftover?.violatingConstructs).toEqual([{ constructPath: '' }]);
});
