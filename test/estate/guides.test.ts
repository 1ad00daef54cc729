import { check, knownRules, parseSettings, rules, Text, type RoleSubject } from '../../shared';
import { isMap, type Tree } from '../../shared/model/tree';
import { doc, own } from '../table/build';
import { guides, type Guide } from './guides';

const today = '2030-01-01';

function roleOf(trust: Tree): RoleSubject {
  return {
    kind: 'role',
    place: { id: 'App', type: 'AWS::IAM::Role', path: 'guides/App', pointer: '' },
    owner: { account: Text.of(own), partition: Text.of('aws'), region: Text.of('eu-west-1') },
    trust: isMap(trust) && 'Statement' in trust ? trust : doc(trust),
    maxSeconds: undefined,
  };
}

const found = ({ trust, settings = {} }: Guide): string[] => {
  const { findings } = check([roleOf(trust)], parseSettings(settings, 'the guide', knownRules(rules)), { today });
  return findings.map(({ rule, verdict, level, message }) => `${level} ${rule} ${verdict}: ${message}`);
};

test.each(guides.map((guide) => [guide.name, guide] as const))('%s', (_name, guide) => {
  const warnings = (guide.warns ?? []).map((rule) => expect.stringMatching(`^warning ${rule} fail`));
  const hints = (guide.hints ?? []).map((rule) => expect.stringMatching(`^info ${rule} fail`));
  expect(found(guide)).toEqual([...warnings, ...hints]);
});

test('each has its page, and no two have one name', () => {
  expect(guides.filter(({ page }) => !page.startsWith('https://'))).toEqual([]);
  expect(new Set(guides.map(({ name }) => name)).size).toBe(guides.length);
});
