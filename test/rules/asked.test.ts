import { check, defaultSettings, iamKinds, Text, trustRule } from '../../shared';
import { allow, everybody } from '../table/build';
import { subjectOf, today } from '../table';

test('the questions of a rule are asked anew for each part of a role’s owner', () => {
  const rule = trustRule({
    name: 'closed-in-frankfurt',
    level: 'error',
    summary: 'Nobody gets in in Frankfurt.',
    why: 'It is so.',
    fix: 'Close it.',
    references: [],
    asks: ({ owner }) =>
      owner.region?.literal === 'eu-central-1'
        ? [
            {
              caller: { kinds: iamKinds, outsider: true, organization: 'any' },
              actions: ['sts:AssumeRole'],
              per: 'statement',
            },
          ]
        : [],
    says: () => 'somebody gets in',
  });
  const role = subjectOf({ name: '', trust: allow(everybody) });
  const [paris, frankfurt] = ['eu-west-3', 'eu-central-1'].map((region) => ({
    ...role,
    owner: { ...role.owner, region: Text.of(region) },
  }));
  const { findings } = check([paris ?? role, frankfurt ?? role], defaultSettings, { today, rules: [rule] });
  expect(findings).toHaveLength(1);
});
