import Ajv from 'ajv';
import { knownRules, parseSettings, rules, SettingsError } from '../../shared';
import { parseJsonWithComments } from '../../load/json';
import schema from '../../settings.schema.json';
import { blocksUnder } from '../package/readme';

const valid = new Ajv({ strict: true, strictRequired: false }).compile(schema);
const known = knownRules(rules);

function isAccepted(input: unknown): boolean {
  try {
    parseSettings(input, 'the test', known);
    return true;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return false;
  }
}

const vendor = { account: '999988887777', name: 'Example Vendor', externalId: 'required' };
const exception = { rule: 'external-id', where: '**/Legacy*', reason: 'moves soon' };

test.each([
  ['README.md', 'Say who you are'],
  ['docs/settings.md', 'Settings'],
])('the schema accepts the settings that %s shows', (page, heading) => {
  const json = parseJsonWithComments(blocksUnder(heading, page)[0]?.text ?? '');
  expect(json).toHaveProperty('value');
  valid('value' in json ? json.value : undefined);
  expect(valid.errors).toBeNull();
});

test.each<[what: string, input: unknown]>([
  ['nothing', {}],
  ['the place of the schema', { $schema: './settings.schema.json' }],
  ['one base', { extends: 'strict' }],
  ['several bases', { extends: ['recommended', 'cdk-bootstrap', 'identity-center'] }],
  ['a baseline', { baseline: 'sts-guardrails.baseline.json' }],
  ['words', { enforce: 'audit', undecided: 'info', locked: true, acknowledgements: false }],
  ['accounts', { accounts: { own: ['012345678901'], organization: { id: 'o-a1b2c3d4e5', accounts: [] } } }],
  ['third parties', { accounts: { thirdParties: [{ ...vendor, reason: 'logs', expires: '2030-01-31' }] } }],
  ['sessions', { sessions: { role: 43200, provider: 900 } }],
  ['levels', { rules: { 'external-id': 'off', 'tag-session': { level: 'info' }, unreadable: 'error' } }],
  ['overrides', { overrides: [{ at: '/Statement', rules: { 'tag-session': 'off' } }] }],
  [
    'exceptions',
    { exceptions: [{ ...exception, rule: 'tag-session[undecided]', owner: 'me', expires: '2030-01-31' }] },
  ],
])('the schema and the check accept %s', (_what, input) => {
  expect({ schema: valid(input), check: isAccepted(input) }).toEqual({ schema: true, check: true });
});

test.each<[what: string, input: unknown]>([
  ['a list', []],
  ['a misspelt key', { acounts: {} }],
  ['a misspelt key of accounts', { accounts: { owns: [] } }],
  ['a misspelt key of the organization', { accounts: { organization: { ids: [] } } }],
  ['a misspelt kind of session', { sessions: { roles: 3600 } }],
  ['a misspelt rule', { rules: { externalid: 'off' } }],
  ['a misspelt option', { rules: { 'external-id': { levle: 'off' } } }],
  ['a misspelt level', { rules: { 'external-id': 'warn' } }],
  ['a misspelt level inside', { rules: { 'external-id': { level: 'warn' } } }],
  ['a misspelt base', { extends: 'stict' }],
  ['a misspelt base in a list', { extends: ['strict', 'cdkbootstrap'] }],
  ['a misspelt word', { enforce: 'warn' }],
  ['a misspelt practice', { accounts: { thirdParties: [{ ...vendor, externalId: 'none' }] } }],
  ['a misspelt key of a third party', { accounts: { thirdParties: [{ ...vendor, until: '2030-01-01' }] } }],
  [
    'a third party without a name',
    { accounts: { thirdParties: [{ account: vendor.account, externalId: 'required' }] } },
  ],
  ['a misspelt key of an override', { overrides: [{ were: '**', where: '**' }] }],
  ['a misspelt rule of an override', { overrides: [{ where: '**', rules: { nope: 'off' } }] }],
  ['an override for everything', { overrides: [{ sessions: { role: 3600 } }] }],
  ['an override of sessions at a place', { overrides: [{ at: '/Statement', sessions: { role: 3600 } }] }],
  ['a misspelt rule of an exception', { exceptions: [{ ...exception, rule: 'externalid' }] }],
  ['an exception from unreadable', { exceptions: [{ ...exception, rule: 'unreadable' }] }],
  ['an exception for everything', { exceptions: [{ rule: 'external-id', reason: 'why' }] }],
  ['an exception without a reason', { exceptions: [{ ...exception, reason: ' ' }] }],
  ['a bad pointer', { exceptions: [{ ...exception, at: 'Statement' }] }],
  ['a bad account', { accounts: { own: ['1234'] } }],
  ['an account as a number', { accounts: { own: [111122223333] } }],
  ['a bad organization', { accounts: { organization: { id: 'a1b2c3d4e5' } } }],
  ['a bad day', { exceptions: [{ ...exception, expires: 'soon' }] }],
  ['hours for seconds', { sessions: { role: 12 } }],
  ['parts of a second', { sessions: { role: 3600.5 } }],
  ['unreadable turned off', { rules: { unreadable: 'off' } }],
  ['a lock that is a word', { locked: 'yes' }],
  ['a baseline that is no name', { baseline: true }],
  ['a baseline without a name', { baseline: ' ' }],
])('the schema and the check refuse %s', (_what, input) => {
  expect({ schema: valid(input), check: isAccepted(input) }).toEqual({ schema: false, check: false });
});

// JSON Schema has no words for these, so an editor shows nothing and only the check refuses them.
test.each<[what: string, input: unknown]>([
  ['a day that does not exist', { exceptions: [{ ...exception, expires: '2030-02-31' }] }],
  ['an end in a reason that does not exist', { exceptions: [{ ...exception, reason: 'expires=2030-02-31' }] }],
  ['a glob that cannot be read', { exceptions: [{ ...exception, where: '**/a[b' }] }],
  ['a glob that says what it is not', { exceptions: [{ ...exception, where: '!**' }] }],
  ['a third party twice', { accounts: { thirdParties: [vendor, vendor] } }],
])('only the check refuses %s', (_what, input) => {
  expect({ schema: valid(input), check: isAccepted(input) }).toEqual({ schema: true, check: false });
});
