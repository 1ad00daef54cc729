import { check } from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { allow, doc, everybody, hole } from '../table/build';
import { gist, settingsOf, subjectOf, today } from '../table';

function said(trust: Tree): string[] {
  const row = { name: '', trust };
  return check([subjectOf(row)], settingsOf(row, { settings: {} }), { today }).findings.map(gist);
}

test('a statement answers for what it allows itself, and not for what another one allows', () => {
  const found = said(doc(allow(everybody), allow({ AWS: hole('Ref Who') })));
  expect(found.filter((one) => one.startsWith('wildcard-principal'))).toEqual([
    'wildcard-principal fail error /Statement/0',
    'wildcard-principal unknown warning /Statement/1',
  ]);
});

const accounts = (count: number) => Array.from({ length: count }, (_none, index) => String(100_000_000_000 + index));

test.each([
  ['statements', doc(...accounts(100).map((account) => allow({ AWS: account })))],
  ['principals', allow({ AWS: accounts(2000) })],
])('a policy of more %s than IAM could ever take is one error', (_what, trust) => {
  expect(said('Statement' in trust ? trust : doc(trust))).toEqual(['readable-trust-policy fail error ']);
});
