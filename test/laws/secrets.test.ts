import { check, forms, Text } from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { about } from '../report/all-rows';
import { today } from '../table';
import { cases, withPolicy } from './cases';
import { leaves, put, type Leaf } from './trees';

// what stands under these keys is between the policy and whoever sends it
const secret =
  /^(sts:ExternalId|sts:RoleSessionName|(sts|aws):SourceIdentity|aws:(Request|Principal|Resource)Tag\/.*|iam:ResourceTag\/.*|aws:Referer|aws:UserAgent)$/i;
const mark = 'zq7kx';

/** The values of a policy that nobody else may see. */
function secrets(trust: Tree | undefined): Leaf[] {
  return leaves(trust).filter(({ path }) => path.some((step) => typeof step === 'string' && secret.test(step)));
}

/** The value with a mark in its first stretch of letters, its wildcards and variables left in their places. */
function marked(value: Leaf['value']): Tree {
  if (value instanceof Text) return Text.of(mark, value);
  const text = String(value);
  const start = /^[*?]*/.exec(text)?.[0] ?? '';
  return start + mark + text.slice(start.length);
}

// what rules say of themselves is known to everybody
const found = { ...about, rules: [] };

const telling = cases.filter(({ policy }) => secrets(policy).length > 0);

test('rows have secrets under every key that holds some', () => {
  const keys = new Set(
    telling
      .flatMap(({ policy }) => secrets(policy))
      .flatMap(({ path }) => path.filter((step) => secret.test(String(step)))),
  );
  const names = [...keys].map((key) => String(key).toLowerCase().split('/')[0]);
  expect(new Set(names)).toEqual(
    new Set([
      'sts:externalid',
      'sts:rolesessionname',
      'sts:sourceidentity',
      'aws:sourceidentity',
      'aws:requesttag',
      'aws:principaltag',
      'aws:resourcetag',
      'iam:resourcetag',
      'aws:referer',
      'aws:useragent',
    ]),
  );
});

test.each(telling.map((each) => [each.name, each] as const))(
  '%s: no secret is printed',
  (_name, { subject, policy, settings }) => {
    const marking = secrets(policy).reduce<Tree | undefined>(
      (tree, { path, value }) => put(tree, path, marked(value)),
      policy,
    );
    for (const one of [subject, withPolicy(subject, marking)]) {
      const report = check([one], settings, { today });
      const printed = Object.values(forms)
        .map((form) => form(report, found))
        .join('\n');
      expect(printed).not.toContain(mark);
      for (const { value } of secrets(policy)) {
        const literal = value instanceof Text ? '' : String(value).replace(/[*?]/g, '');
        // account numbers are printed wherever they stand as one
        const isTold = literal.length < 6 || literal.includes('${') || /^\d{12}$/.test(literal);
        if (!isTold) expect(printed).not.toContain(literal);
      }
    }
  },
);
