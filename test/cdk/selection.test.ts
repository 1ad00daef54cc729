import { type App, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { byCommand, places, role, trust, violations } from './_synth';

describe('under the cdk command, which drops findings of stacks it was not asked for', () => {
  const shown = (build: (app: App) => void, context: object = {}) =>
    violations(build, {}, undefined, { [byCommand]: false, ...context });
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
