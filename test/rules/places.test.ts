import { check } from '../../shared';
import { allow, doc, everybody, hole } from '../table/build';
import { gist, settingsOf, subjectOf, today } from '../table';

test('a statement answers for what it allows itself, and not for what another one allows', () => {
  const row = { name: '', trust: doc(allow(everybody), allow({ AWS: hole('Ref Who') })) };
  const { findings } = check([subjectOf(row)], settingsOf(row, { settings: {} }), { today });
  const said = findings.filter(({ rule }) => rule === 'wildcard-principal').map(gist);
  expect(said).toEqual([
    'wildcard-principal fail error /Statement/0',
    'wildcard-principal unknown warning /Statement/1',
  ]);
});
