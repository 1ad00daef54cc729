import { defaultSettings, parseSettings, SettingsError } from '../../shared';
import { known } from './known';

function problemsOf(input: unknown): string[] {
  try {
    parseSettings(input, 'the source', known);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message.split('\n').slice(1);
  }
}

const vendor = { account: '999988887777', name: 'Example Vendor', externalId: 'required' };
const accepted = { rule: 'external-id', where: '**/Legacy*', reason: 'moves soon' };

describe('settings that hold', () => {
  test('nothing set gives the defaults', () => {
    expect(parseSettings({}, 'the source', known)).toEqual(defaultSettings);
  });

  test('everything set arrives, short forms spelled out', () => {
    const settings = parseSettings(
      {
        $schema: './settings.schema.json',
        extends: 'recommended',
        enforce: 'audit',
        locked: false,
        accounts: {
          own: ['111122223333'],
          organization: { id: 'o-a1b2c3d4e5', accounts: ['012345678901'] },
          thirdParties: [{ ...vendor, reason: 'logs', expires: '2028-02-29' }],
        },
        sessions: { role: 43200, rolesAnywhere: 900 },
        rules: { 'external-id': 'off', 'oidc-subject': { level: 'info', scope: 'repository' }, unreadable: 'error' },
        overrides: [{ where: '**/human/*', sessions: { role: 28800 }, rules: { 'external-id': 'warning' } }],
        undecided: 'info',
        exceptions: [{ ...accepted, rule: 'external-id[undecided]', at: '/Statement/0', account: '111122223333' }],
      },
      'the source',
      known,
    );
    expect(settings).toEqual({
      strict: false,
      acknowledgements: true,
      enforce: 'audit',
      accounts: {
        own: ['111122223333'],
        organization: { id: 'o-a1b2c3d4e5', accounts: ['012345678901'] },
        thirdParties: [{ ...vendor, reason: 'logs', expires: '2028-02-29' }],
      },
      sessions: { ...defaultSettings.sessions, role: 43200, rolesAnywhere: 900 },
      rules: {
        'external-id': { level: 'off', options: {} },
        'oidc-subject': { level: 'info', options: { scope: 'repository' } },
        unreadable: { level: 'error', options: {} },
      },
      overrides: [
        {
          where: '**/human/*',
          sessions: { role: 28800 },
          rules: { 'external-id': { level: 'warning', options: {} } },
        },
      ],
      undecided: 'info',
      exceptions: [{ ...accepted, rule: 'external-id[undecided]', at: '/Statement/0', account: '111122223333' }],
    });
  });

  test('every option of a rule arrives as it is', () => {
    const options = { scope: 'branch', strictly: true, least: 7, depth: 0, names: ['main'] };
    const { rules } = parseSettings({ rules: { 'oidc-subject': options } }, 'the source', known);
    expect(rules).toEqual({ 'oidc-subject': { options } });
  });

  test('a part that code leaves undefined counts as absent', () => {
    const input = {
      accounts: { organization: { id: undefined } },
      baseline: undefined,
      exceptions: [{ ...accepted, at: undefined }],
    };
    expect(parseSettings(input, 'the source', known)).toEqual({ ...defaultSettings, exceptions: [accepted] });
  });
});

describe('settings that are refused', () => {
  test.each<[what: string, input: unknown, problem: string]>([
    ['no object', null, 'must be an object, but it is null'],
    ['a list', [], 'must be an object, but it is a list'],
    ['nothing', undefined, 'is missing'],
    ['a list for an object', { rules: [] }, 'rules: must be an object, but it is a list'],
    ['a misspelt key', { acounts: {} }, 'acounts: there is no setting "acounts"; did you mean "accounts"?'],
    [
      'a misspelt key inside',
      { sessions: { roles: 3600 } },
      'sessions.roles: there is no setting "roles"; did you mean "role"?',
    ],
    ['a key of the prototype', JSON.parse('{"__proto__": {}}'), '__proto__: there is no setting "__proto__"'],
    [
      'an inherited name as rule',
      { rules: { constructor: 'off' } },
      'rules.constructor: there is no rule "constructor"',
    ],
    [
      'an unknown rule',
      { rules: { externalID: 'off' } },
      'rules.externalID: there is no rule "externalID"; did you mean "external-id"?',
    ],
    [
      'an unknown rule in an override',
      { overrides: [{ where: '**', rules: { nope: 'off' } }] },
      'overrides[0].rules.nope: there is no rule "nope"; known are',
    ],
    [
      'an unknown rule in an exception',
      { exceptions: [{ ...accepted, rule: 'external_di' }] },
      'exceptions[0].rule: there is no rule "external_di"; did you mean "external-id"?',
    ],
    [
      'an unknown option',
      { rules: { 'oidc-subject': { scoop: 1 } } },
      'rules.oidc-subject.scoop: there is no option "scoop"; did you mean "scope"?',
    ],
    [
      'an unknown level',
      { rules: { 'external-id': 'warn' } },
      'rules.external-id: must be one of "error", "warning", "info", "off", but it is "warn"',
    ],
    [
      'an unknown level inside',
      { rules: { 'oidc-subject': { level: 1 } } },
      'rules.oidc-subject.level: must be one of',
    ],
    ['null for a rule', { rules: { 'external-id': null } }, 'rules.external-id: must be'],
    ['unreadable turned off', { rules: { unreadable: 'off' } }, 'rules.unreadable: is always an error'],
    [
      'rule-crash turned down',
      { overrides: [{ where: '**', rules: { 'rule-crash': { level: 'info' } } }] },
      'overrides[0].rules.rule-crash.level: is always an error',
    ],
    ['undecided off', { undecided: 'off' }, 'undecided: must be one of "error", "warning", "info", but it is "off"'],
    [
      'a short account',
      { accounts: { own: ['1234'] } },
      'accounts.own[0]: must be an account number of 12 digits in quotes, but it is "1234"',
    ],
    ['digits of another script', { accounts: { own: ['١٢٣٤٥٦٧٨٩٠١٢'] } }, 'accounts.own[0]: must be an account number'],
    [
      'a line break after the account',
      { accounts: { own: ['111122223333\n'] } },
      'accounts.own[0]: must be an account number',
    ],
    [
      'an account as a number',
      { accounts: { own: [111122223333] } },
      'accounts.own[0]: must be text of 12 digits, but it is the number 111122223333; write "111122223333"',
    ],
    [
      'an account that lost its zero',
      { accounts: { own: [12345678901] } },
      'a number loses its leading zeros; write "012345678901" if that is the account',
    ],
    [
      'a bad organization',
      { accounts: { organization: { id: 'a1b2c3d4e5' } } },
      'accounts.organization.id: must be an organization id',
    ],
    [
      'a third party without a practice',
      { accounts: { thirdParties: [{ account: '999988887777', name: 'V' }] } },
      'accounts.thirdParties[0].externalId: is missing',
    ],
    [
      'a third party twice',
      { accounts: { thirdParties: [vendor, vendor] } },
      'accounts.thirdParties: lists account 999988887777 more than once',
    ],
    [
      'a day that is no date',
      { exceptions: [{ ...accepted, expires: 'soon' }] },
      'exceptions[0].expires: must be a day that exists',
    ],
    [
      'a day that does not exist',
      { exceptions: [{ ...accepted, expires: '2027-02-29' }] },
      'exceptions[0].expires: must be a day that exists',
    ],
    [
      'a moment instead of a day',
      { exceptions: [{ ...accepted, expires: '2027-01-31T00:00:00Z' }] },
      'exceptions[0].expires: must be a day that exists',
    ],
    [
      'hours instead of seconds',
      { sessions: { role: 12 } },
      'sessions.role: must be a whole number of seconds from 3600 to 43200, but it is 12',
    ],
    [
      'more than AWS allows',
      { sessions: { roleAlias: 43201 } },
      'sessions.roleAlias: must be a whole number of seconds from 900 to 43200',
    ],
    ['parts of a second', { sessions: { role: 3600.5 } }, 'sessions.role: must be a whole number of seconds'],
    ['no number at all', { sessions: { role: NaN } }, 'sessions.role: must be a whole number of seconds'],
    [
      'an unclosed glob',
      { exceptions: [{ ...accepted, where: '**/a[b' }] },
      'exceptions[0].where: is not a glob: "**/a[b"',
    ],
    ['an empty glob', { exceptions: [{ ...accepted, where: '' }] }, 'exceptions[0].where: must be a glob'],
    [
      'a negated glob',
      { exceptions: [{ ...accepted, where: '!**/a' }] },
      'exceptions[0].where: must say what it applies to',
    ],
    ['a bad pointer', { exceptions: [{ ...accepted, at: 'Statement' }] }, 'exceptions[0].at: must be a JSON pointer'],
    [
      'an exception for everything',
      { exceptions: [{ rule: 'external-id', reason: 'r' }] },
      'exceptions[0]: needs "where", "at" or "account"',
    ],
    [
      'an exception without a reason',
      { exceptions: [{ ...accepted, reason: ' ' }] },
      'exceptions[0].reason: must be the reason, but it is " "',
    ],
    [
      'an exception from unreadable',
      { exceptions: [{ ...accepted, rule: 'unreadable' }] },
      'exceptions[0].rule: is unreadable, whose findings cannot be accepted',
    ],
    [
      'an exception from exception',
      { exceptions: [{ ...accepted, rule: 'exception[undecided]' }] },
      'exceptions[0].rule: is exception, whose findings cannot be accepted',
    ],
    [
      'an override for everything',
      { overrides: [{ sessions: { role: 7200 } }] },
      'overrides[0]: needs "where", "at" or "account"',
    ],
    [
      'an override of sessions at a place',
      { overrides: [{ at: '/Statement', sessions: {} }] },
      'overrides[0]: has "at", which can narrow levels of rules only',
    ],
    [
      'an override of options at a place',
      { overrides: [{ at: '/Statement', rules: { 'oidc-subject': { scope: 'branch' } } }] },
      'overrides[0]: has "at", which can narrow',
    ],
    ['a baseline that is no name', { baseline: true }, 'baseline: must be the name of a file, but it is true'],
    ['a lock that is a word', { locked: 'yes' }, 'locked: must be true or false, but it is "yes"'],
    [
      'acknowledgements as a level',
      { acknowledgements: 'off' },
      'acknowledgements: must be true or false, but it is "off"',
    ],
    [
      'a set that does not exist',
      { extends: 'stict' },
      'extends: must be one of "recommended", "strict", "cdk-bootstrap", "identity-center", but it is "stict"',
    ],
    ['a list that does not exist', { extends: ['strict', 'cdk'] }, 'extends[1]: must be one of "recommended"'],
    ['no word at all', { extends: { strict: true } }, 'extends: must be one of "recommended"'],
    [
      'an option outside its words',
      { rules: { 'oidc-subject': { scope: 'repo' } } },
      'rules.oidc-subject.scope: must be one of "branch", "repository", "organization", but it is "repo"',
    ],
    [
      'an option of another type',
      { rules: { 'oidc-subject': { strictly: 'yes' } } },
      'rules.oidc-subject.strictly: must be true or false, but it is "yes"',
    ],
    [
      'an option that is too small',
      { rules: { 'oidc-subject': { least: 0 } } },
      'rules.oidc-subject.least: must be a whole number of at least 1, but it is 0',
    ],
    [
      'an option that is no whole number',
      { rules: { 'oidc-subject': { depth: 1.5 } } },
      'rules.oidc-subject.depth: must be a whole number from 0 to 9, but it is 1.5',
    ],
    [
      'an option that lists no texts',
      { overrides: [{ where: '**', rules: { 'oidc-subject': { names: ['a', 1] } } }] },
      'overrides[0].rules.oidc-subject.names[1]: must be text, but it is 1',
    ],
    [
      'an option that is no list',
      { rules: { 'oidc-subject': { names: 'a' } } },
      'rules.oidc-subject.names: must be a list',
    ],
    [
      'an end in a reason that is no day',
      { exceptions: [{ ...accepted, reason: 'soon, expires=2030-02-31' }] },
      'exceptions[0].reason: has an end that cannot be read, "expires=2030-02-31": write expires=2030-01-31',
    ],
    [
      'two ends in a reason',
      { exceptions: [{ ...accepted, reason: 'expires=2030-01-01 expires=2031-01-01' }] },
      'exceptions[0].reason: names two ends',
    ],
    ['an unknown enforcement', { enforce: 'warn' }, 'enforce: must be one of "block", "audit", but it is "warn"'],
  ])('%s', (_what, input, problem) => {
    const problems = problemsOf(input);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`the source: ${problem.startsWith('a number') ? '' : problem}`);
    expect(problems[0]).toContain(problem);
  });

  test('all problems are listed at once, each with its place', () => {
    const problems = problemsOf({ acounts: 1, rulez: 2, sessions: { role: 0 }, accounts: { own: ['1', '2'] } });
    expect(problems.map((line) => line.split(': ')[1])).toEqual([
      'acounts',
      'rulez',
      'accounts.own[0]',
      'accounts.own[1]',
      'sessions.role',
    ]);
  });

  test('a value is shown short and on one line', () => {
    expect(problemsOf({ enforce: `a\n${'x'.repeat(500)}` })[0]).toMatch(/^.{0,160}$/);
  });

  test('a value that leads back to itself, such as a construct, is named and not spelled', () => {
    const construct: { scope?: object } = {};
    construct.scope = construct;
    expect(problemsOf({ accounts: { own: [construct] }, sessions: { role: { seconds: 1n } } })).toEqual([
      '  the source: accounts.own[0]: must be an account number of 12 digits in quotes, but it is an object that is no JSON',
      '  the source: sessions.role: must be a whole number of seconds from 3600 to 43200, but it is an object that is no JSON',
    ]);
  });
});
