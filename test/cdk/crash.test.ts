import { type App, Stack, Validations } from 'aws-cdk-lib/core';
import type { Replacements } from '../../aspects/attach';
import { crashing, open } from './_rules';
import { closed, role, synth, trust, violations } from './_synth';

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
  ['an error that quotes what it read', () => new SyntaxError('"f00dface" is not valid')],
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
  expect(JSON.stringify(reports)).not.toContain('f00dface');
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
