import { withComments } from '../../cli/comments';
import { skippedFile } from '../../cli/formats/format';
import { blocksUnder } from '../package/readme';
import { Desk } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('sts-guardrails.json', { rules: { 'trusted-account': 'off' } });
});
afterEach(() => desk.clear());

const word = '# sts-guardrails: wildcard-principal -- a honeypot, expires=2027-01-31 ticket=SEC-1';
const lines = [
  /* 1 */ 'Description: two roles',
  /* 2 */ 'Resources:',
  /* 3 */ '  First:',
  /* 4 */ '    Type: AWS::IAM::Role',
  /* 5 */ '    DeletionPolicy: Retain',
  /* 6 */ '    Properties:',
  /* 7 */ '      AssumeRolePolicyDocument:',
  /* 8 */ '        Statement: [{Effect: Allow, Principal: {AWS: "*"}, Action: "sts:AssumeRole"}]',
  /* 9 */ '',
  /* 10 */ '  Second:',
  /* 11 */ '    Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: "*"}, Action: "sts:AssumeRole"}]}}',
  /* 12 */ '    Type: AWS::IAM::Role',
  /* 13 */ '  Topic: {Type: AWS::SNS::Topic}',
];

/** The template with something in lines of their own before a line, or at its end. */
function written(where: 'before' | 'at', line: number, ...texts: readonly string[]): string {
  const own = where === 'before' ? texts : [];
  const changed = where === 'before' ? lines[line - 1] : `${lines[line - 1]} ${texts.join(' ')}`;
  return [...lines.slice(0, line - 1), ...own, changed, ...lines.slice(line)].join('\n');
}

/** The roles of which the finding is accepted, and what else is said. */
function judged(text: string): { status: number; accepted: string[]; said: string[] } {
  desk.put('a.yaml', text);
  const { status, findings, accepted } = desk.check('a.yaml');
  const others = findings.filter(({ rule }) => rule !== 'wildcard-principal');
  return {
    status,
    accepted: accepted.map(({ subject }) => subject.id),
    said: others.map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`),
  };
}

const both = ['First', 'Second'];
test.each<[where: string, text: string, accepted: string[]]>([
  ['above the template', `${word}\n${lines.join('\n')}`, both],
  ['above the template, behind a mark of its start', `---\n# a file\n\n${word}\n\n${lines.join('\n')}`, both],
  ['directly above a logical id', written('before', 3, word), ['First']],
  ['with other comments between', written('before', 3, word, '  # cfn-lint is fine', '# with it'), ['First']],
  ['at the end of the line of a logical id', written('at', 3, word), ['First']],
  ['above Type', written('before', 4, `    ${word}`), ['First']],
  ['at the end of the line of Type', written('at', 4, word), ['First']],
  ['above Properties', written('before', 6, word), ['First']],
  ['at the end of the line of Properties', written('at', 6, word), ['First']],
  ['above the second one', written('before', 10, `  ${word}`), ['Second']],
  ['behind Properties on one line', written('at', 11, word), ['Second']],
  ['at Type behind Properties', written('at', 12, word), ['Second']],
  ['above Type behind Properties', written('before', 12, word), ['Second']],
  ['with Windows lines', written('before', 3, word).replaceAll('\n', '\r\n'), ['First']],
  ['in other letters', written('at', 3, word.replace('# sts-guardrails:', '#STS-Guardrails :')), ['First']],
])('a comment %s accepts', (_where, text, accepted) => {
  expect(judged(text)).toEqual({ status: accepted.length === 2 ? 0 : 1, accepted, said: [] });
});

test('it says who accepted, why and until when', () => {
  desk.put('a.yaml', written('before', 3, word));
  expect(desk.check('a.yaml').accepted).toMatchObject([
    {
      rule: 'wildcard-principal',
      accepted: {
        reason: 'a honeypot, expires=2027-01-31 ticket=SEC-1',
        expires: '2027-01-31',
        ticket: 'SEC-1',
        by: 'the comment in line 3 of a.yaml',
      },
    },
  ]);
});

test.each<[where: string, text: string, place: string]>([
  ['at Resources', written('at', 2, word), '2:12'],
  ['inside of Properties', written('before', 7, `      ${word}`), '7:7'],
  ['at a statement', written('at', 8, word), '8:87'],
  ['below a role', written('before', 9, `  ${word}`), '9:3'],
  ['a line away from a logical id', written('before', 10, word, ''), '10:1'],
  ['behind the last line', `${lines.join('\n')}\n${word}\n`, '14:1'],
])('a comment %s accepts nothing, and is an error', (_where, text, place) => {
  const { status, accepted, said } = judged(text);
  expect({ status, accepted }).toEqual({ status: 1, accepted: [] });
  expect(said).toEqual([`unreadable ${place} this comment accepts nothing where it stands: ${advice}`]);
});
const advice = 'put it above the logical id of a resource, or above the first key of the file';

test.each<[what: string, comment: string, message: string]>([
  [
    'no reason',
    '# sts-guardrails: wildcard-principal',
    '(wildcard-principal) accepts nothing, because it gives no reason',
  ],
  ['an empty reason', '# sts-guardrails: wildcard-principal -- ', 'because it gives no reason'],
  ['a rule that is misspelt', '# sts-guardrails: wildcard-principle -- r', 'did you mean wildcard-principal?'],
  ['no rule', '# sts-guardrails: -- r', 'there is no such rule'],
  ['a day that is over', '# sts-guardrails: wildcard-principal -- r expires=2027-01-30', 'expired on 2027-01-30'],
])('a comment with %s is a finding, as Metadata would be', (_what, comment, message) => {
  const { status, accepted, said } = judged(written('before', 3, comment));
  expect({ status, accepted, said: said.length }).toEqual({ status: 1, accepted: [], said: 1 });
  expect(said[0]).toMatch(/^exception .*the comment in line 3 of a\.yaml/);
  expect(said[0]).toContain(message);
});

test('several rules in one comment, and several comments of one resource', () => {
  const { said, accepted } = judged(
    written(
      'before',
      3,
      '# sts-guardrails: wildcard-principal, external-id -- a -- b',
      word.replace('wildcard-principal', 'mfa'),
    ),
  );
  expect(accepted).toEqual(['First']);
  expect(said).toEqual([
    expect.stringContaining('the comment in line 3 of a.yaml (external-id) covers nothing in this run'),
    expect.stringContaining('the comment in line 4 of a.yaml (mfa) covers nothing in this run'),
  ]);
});

test('what stands on a resource that holds nothing covers nothing', () => {
  expect(judged(written('at', 13, word)).said).toEqual([
    expect.stringContaining('the comment in line 13 of a.yaml (wildcard-principal) covers nothing in this run'),
  ]);
});

test('what stands on a line with two resources is said of neither', () => {
  const text = 'Resources: {A: {Type: AWS::SNS::Topic}, B: {Type: AWS::SNS::Topic}} # sts-guardrails: mfa -- r';
  expect(judged(text).said).toEqual([expect.stringContaining('unreadable 1:69 this comment accepts nothing')]);
});

test('a text is no comment, and prose about this package is none of its own', () => {
  const text = `Description: "${word}"\n${lines.slice(1).join('\n')}\n# see sts-guardrails: it is a package\n  # sts-guardrails finds them\n`;
  expect(judged(text)).toMatchObject({ status: 1, accepted: [], said: [] });
});

test('settings may refuse them', () => {
  desk.put('sts-guardrails.json', { acknowledgements: false, rules: { 'trusted-account': 'off' } });
  expect(judged(written('before', 3, word))).toMatchObject({
    accepted: [],
    said: [expect.stringContaining('because the settings turn acknowledgements off')],
  });
});

test('one above a trust policy accepts for it', () => {
  const text = `${word}\nStatement:\n  - {Effect: Allow, Principal: {AWS: "*"}, Action: "sts:AssumeRole"}\n`;
  expect(judged(text)).toEqual({ status: 0, accepted: ['a.yaml'], said: [] });
  expect(judged(text.replace('Statement:', `Statement: ${word}`)).said).toHaveLength(1);
});

test('the template of the page accepts what it says', () => {
  const [block] = blocksUnder('Accepting a finding in a comment', 'docs/inputs/cloudformation.md');
  desk.put('role.yaml', block?.text ?? '');
  const { status, findings, accepted } = desk.check('role.yaml', '--account', '111122223333');
  expect([status, findings]).toEqual([0, []]);
  expect(accepted.map(({ rule, accepted: { by, ticket } }) => [rule, by, ticket])).toEqual([
    ['external-id', 'the comment in line 4 of role.yaml', 'SEC-1'],
  ]);
});

test('a comment above ever so many keys', () => {
  const value = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`k${index}`, 1]));
  const comments = [{ text: word, line: 1, column: 1, isAlone: true }];
  const held = withComments(
    skippedFile,
    { value, locate: () => ({ line: 2, column: 1 }), problems: [], comments },
    'a',
  );
  expect(held.acknowledged).toHaveLength(1);
});
