import {
  type App,
  type IAspect,
  Aspects,
  CfnParameter,
  CfnResource,
  Lazy,
  NestedStack,
  Stack,
  Stage,
} from 'aws-cdk-lib/core';
import { AccountPrincipal, ArnPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { GuardrailsAspect } from '../../aspects';
import { annotated, gists } from './_notes';
import { closed, role, trust } from './_synth';

const anybody = trust({ AWS: '*' });
const own = { rules: { 'trusted-account': 'off' } } as const;
const add = (scope: Stage | Stack, settings: object = own) => Aspects.of(scope).add(new GuardrailsAspect(settings));

test('an error says who gets in where, with which request, and what to do', () => {
  const { notes } = annotated((app) => {
    role(new Stack(app, 'A'), 'Open', anybody);
    add(app);
  });
  expect(notes).toEqual([
    {
      level: 'error',
      path: 'A/Open',
      text: expect.stringMatching(
        /^wildcard-principal: any AWS account can assume this role\n {3}at A\/Open, \/Statement\/0\n {3}request that gets through: sts:AssumeRole by AWS arn:.*\n {3}fix: Name the principals/,
      ) as string,
    },
  ]);
});

test('a warning carries an id that CDK acknowledges, and what is undecided is said so', () => {
  const build = (app: App) => {
    const stack = new Stack(app, 'A');
    const who = new CfnParameter(stack, 'Who');
    role(stack, 'Murky', trust({ AWS: who.valueAsString }));
    add(app, { rules: { 'trusted-account': 'off', 'external-id': 'off' } });
  };
  const { notes, stops } = annotated(build);
  expect(stops).toBe(false);
  expect(notes).toEqual([
    {
      level: 'warning',
      path: 'A/Murky',
      text: expect.stringMatching(
        /^wildcard-principal\[undecided\]: [^]*depends on: Ref Who[^]*\[ack: sts-guardrails::wildcard-principal\]$/,
      ) as string,
    },
  ]);
});

test('a clean app is silent', () => {
  const found = annotated((app) => {
    role(new Stack(app, 'A'), 'Fine', closed);
    add(app);
  });
  expect(found).toEqual({ notes: [], violations: [], stops: false });
});

describe('what the template will hold is judged', () => {
  const opens: IAspect = {
    visit: (construct) => {
      if (construct instanceof CfnResource && construct.cfnResourceType === 'AWS::IAM::Role') {
        construct.addPropertyOverride('AssumeRolePolicyDocument', anybody);
      }
    },
  };

  test('overrides', () => {
    const found = annotated((app) => {
      const made = new Role(new Stack(app, 'A'), 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      const resource = made.node.defaultChild as CfnResource;
      resource.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '*' });
      add(app);
    });
    expect(gists(found)).toEqual(['error A/Role/Resource: wildcard-principal']);
  });

  const odd = (stack: Stack, type: string) =>
    new CfnResource(stack, 'Odd', { type, properties: { AssumeRolePolicyDocument: anybody } });

  test('a type that is overridden', () => {
    const found = annotated((app) => {
      odd(new Stack(app, 'A'), 'AWS::IAM::Group').addOverride('Type', 'AWS::IAM::Role');
      add(app);
    });
    expect(gists(found)).toEqual(['error A/Odd: wildcard-principal']);
  });

  test.each([
    ['when made', (stack: Stack, type: string) => void odd(stack, type)],
    ['when overridden', (stack: Stack, type: string) => odd(stack, 'AWS::IAM::Group').addOverride('Type', type)],
  ])('a type that is only known at the end, %s', (_when, make) => {
    const found = annotated((app) => {
      make(new Stack(app, 'A'), Lazy.string({ produce: () => 'AWS::IAM::Role' }));
      add(app);
    });
    expect(gists(found)).toEqual(['error A/Odd: wildcard-principal']);
  });

  test('a resource that renders itself as another', () => {
    class Disguised extends CfnResource {
      override _toCloudFormation = () => ({
        Resources: { Odd: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: anybody } } },
      });
    }
    const found = annotated((app) => {
      new Disguised(new Stack(app, 'A'), 'Odd', { type: 'AWS::IAM::Group' });
      add(app);
    });
    expect(gists(found)).toEqual(['error A/Odd: wildcard-principal']);
  });

  test.each([undefined, 2000])('what another Aspect changes later, at priority %s', (priority) => {
    const found = annotated((app) => {
      role(new Stack(app, 'A'), 'Changed', closed);
      add(app);
      Aspects.of(app).add(opens, priority === undefined ? {} : { priority });
    });
    expect(gists(found)).toEqual(['error A/Changed: wildcard-principal']);
  });

  test('what another Aspect adds', () => {
    const adds: IAspect = {
      visit: (construct) => {
        if (construct instanceof Stack && construct.node.tryFindChild('Late') === undefined)
          role(construct, 'Late', anybody);
      },
    };
    const found = annotated((app) => {
      new Stack(app, 'A');
      add(app);
      Aspects.of(app).add(adds, { priority: 1500 });
    });
    expect(gists(found)).toEqual(['error A/Late: wildcard-principal']);
  });

  test('a nested stack, in the light of what its parent passes', () => {
    const found = annotated((app) => {
      const outer = new Stack(app, 'A');
      const trusted = new Role(outer, 'Trusted', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      const inner = new NestedStack(outer, 'Inner');
      new Role(inner, 'ByRole', { assumedBy: new ArnPrincipal(trusted.roleArn) });
      new Role(inner, 'ByAccount', { assumedBy: new AccountPrincipal('999988887777') });
      add(app);
    });
    expect(gists(found)).toEqual(['error A/Inner/ByAccount/Resource: external-id']);
  });
});

describe('references to other stacks', () => {
  // the same construct ids, and so the same logical ids, in both stacks
  const both = (app: App, here: string, there: string, roleName?: string) => {
    const other = new Stack(app, 'B', { env: { account: there, region: 'eu-west-1' } });
    const made = new Role(other, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      ...(roleName !== undefined && { roleName }),
    });
    const stack = new Stack(app, 'A', { env: { account: here, region: 'eu-west-1' } });
    new Role(stack, 'Role', { assumedBy: new ArnPrincipal(made.roleArn) });
    add(app);
  };

  test('in the same account and Region are of that account', () => {
    const found = annotated((app) => both(app, '111122223333', '111122223333'));
    expect(gists(found).filter((line) => line.includes('A/Role'))).toEqual([]);
  });

  test('in another account are of that one, and never taken for the resource of the same id', () => {
    const found = annotated((app) => both(app, '111122223333', '222233334444', 'named'));
    expect(gists(found)).toContain('error A/Role/Resource: external-id');
  });
});

describe('only what it is added to is judged', () => {
  test('one stack of two', () => {
    const found = annotated((app) => {
      const [one, other] = [new Stack(app, 'A'), new Stack(app, 'B')];
      role(one, 'Open', anybody);
      role(other, 'Open', anybody);
      add(one);
    });
    expect(gists(found)).toEqual(['error A/Open: wildcard-principal']);
  });

  test('one role of two', () => {
    const found = annotated((app) => {
      const stack = new Stack(app, 'A');
      role(stack, 'Other', anybody);
      Aspects.of(role(stack, 'Open', anybody)).add(new GuardrailsAspect(own));
    });
    expect(gists(found)).toEqual(['error A/Open: wildcard-principal']);
  });

  test('a Stage, and the App with it', () => {
    const found = annotated((app) => {
      const stage = new Stage(app, 'Prod');
      role(new Stack(stage, 'A'), 'Open', anybody);
      role(new Stack(app, 'B'), 'Fine', closed);
      const aspect = new GuardrailsAspect(own);
      Aspects.of(app).add(aspect);
      Aspects.of(stage).add(aspect);
    });
    expect(gists(found)).toEqual(['error Prod/A/Open: wildcard-principal']);
    expect(found.violations).toMatchObject([{ ruleName: 'unselected-stacks', severity: 'fatal' }]);
    expect(found.stops).toBe(true);
  });

  test('findings in stacks that are not selected stop the run unless the context says otherwise', () => {
    const build = (app: App) => {
      role(new Stack(app, 'A'), 'Open', anybody);
      role(new Stack(app, 'B'), 'Fine', closed);
      add(app);
    };
    expect(annotated(build).violations.map(({ ruleName }) => ruleName)).toEqual(['unselected-stacks']);
    expect(annotated(build, { 'sts-guardrails:selectedStacksOnly': true }).violations).toEqual([]);
  });

  test('a Stage that nobody judges is an error where the Aspect is on the App', () => {
    const build = (settings: object) => (app: App) => {
      role(new Stack(new Stage(app, 'Prod'), 'A'), 'Fine', closed);
      new Stack(new Stage(app, 'Empty'), 'A');
      new Stack(app, 'B');
      add(app, settings);
    };
    const { violations, stops } = annotated(build(own));
    expect(violations).toMatchObject([
      { ruleName: 'stage-not-judged', severity: 'fatal', description: expect.stringContaining('Stage Prod') as string },
    ]);
    expect(stops).toBe(true);
    expect(annotated(build({ ...own, enforce: 'audit' })).stops).toBe(false);
  });
});
