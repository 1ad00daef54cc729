import { type Finding, forms } from '../../shared';
import { about, reportOf, sample } from './all-rows';
import { readMarkdown } from './readers';

const { finding, undecided, accepted } = sample();
const write = (...given: Parameters<typeof reportOf>) => forms['markdown']?.(reportOf(...given), about) ?? '';
const frame = ['<!-- sts-guardrails -->', '<details>', '<summary>…</summary>', '</details>', '<br>'];

/** HTML that is not the report’s own. */
const foreign = (html: readonly string[]) =>
  html
    .map((one) =>
      one.replace(
        /<summary>(The request that gets through|What is accepted, and why)<\/summary>/,
        '<summary>…</summary>',
      ),
    )
    .filter((one) => one !== '' && !frame.includes(one));

test('the counts, the findings by level, and folded away the request and what is accepted', () => {
  const page = readMarkdown(write([undecided, finding], [accepted]));
  expect(page.headings).toEqual(['sts-guardrails: 1 error, 1 warning', 'Errors (1)', 'Warnings (1)', 'Accepted (1)']);
  expect(page.rows).toEqual([['0', '1', '1', '0', '1', '1', '0']]);
  expect(page.items).toBe(3);
  expect(page.code).toEqual([
    'my stacks/a.json:12:9 Vendor /Statement/0',
    finding.message,
    `${JSON.stringify(finding.request, undefined, 2)}\n`,
    'urn:x',
    'it depends',
    'Ref Tenant',
    'my stacks/a.json:12:9 Vendor /Statement/0',
    finding.message,
    'exceptions[0] of platform@example.com, until 2027-01-31: moves soon',
  ]);
  expect(foreign(page.html)).toEqual([]);
});

test('a finding of a CDK app names the place in its code first', () => {
  const subject = { ...finding.subject, declared: 'lib/`a`.ts:5' };
  const page = readMarkdown(write([{ ...finding, subject }]));
  expect(page.code.slice(0, 2)).toEqual(['lib/`a`.ts:5', 'my stacks/a.json:12:9 Vendor /Statement/0']);
});

test('a run without findings says so', () => {
  const page = readMarkdown(write([]));
  expect(page.headings).toEqual(['sts-guardrails: nothing found']);
  expect(page.items).toBe(0);
});

test.each([
  ['a mention', 'ask @octocat or @org/team'],
  ['a link', '[click](https://evil.example) ![x](https://evil.example/p.png)'],
  ['a bare address', 'https://evil.example www.evil.example a@evil.example #1 GH-1'],
  ['HTML', '</details><script>alert(1)</script><img src=x onerror=y><!--'],
  ['a table', '| a | b |\n| - | - |\n| c | d |'],
  ['ends of code', '` `` ``` ```` `'],
  ['a fence', '\n```\n# heading\n~~~'],
  ['an end of code after a backslash', '\\` \\`` <b>'],
  ['spaces', '  `x`  '],
  ['nothing', ''],
  ['an entity', '&lt;b&gt; &#64;octocat'],
])('%s in a value is shown as it is', (_what, value) => {
  const poisoned: Finding = {
    ...finding,
    message: value,
    because: value,
    at: `/${value}`,
    subject: { ...finding.subject, id: value, file: value },
    request: { actions: [value], principal: { type: 'AWS', id: value }, context: { [value]: [value] } },
  };
  const page = readMarkdown(write([poisoned, finding], [{ ...poisoned, accepted: { reason: value, by: value } }]));
  expect(page.headings).toEqual(['sts-guardrails: 2 errors', 'Errors (2)', 'Accepted (1)']);
  expect(page.items).toBe(3);
  expect(page.rows).toHaveLength(1);
  expect(page.links).toEqual([]);
  expect(foreign(page.html)).toEqual([]);
  expect(page.text).not.toMatch(/@|https?:|www\.|octocat|evil|alert/);
  const shown = value.replaceAll('\n', '\\u000a');
  if (value.trim() !== '') expect(page.code.join('\n')).toContain(shown.trim());
});

test('a rule of somebody’s own cannot write more than words', () => {
  const page = readMarkdown(write([{ ...finding, rule: '**x**<b>', fix: 'Ask @octocat <b>now</b> [x](y) `z` | # a' }]));
  expect(foreign(page.html)).toEqual([]);
  expect(page.links).toEqual([]);
  expect(page.text).not.toMatch(/@\w/);
  expect(page.text).toContain('**x**<b>');
});

test('long values are cut, long reports too, and the cut is counted', () => {
  const long = { ...finding, message: 'm'.repeat(10_000), request: undefined };
  const { request: _none, ...without } = long;
  const text = write(Array.from({ length: 500 }, () => without));
  expect(text.length).toBeLessThanOrEqual(65_536);
  const page = readMarkdown(text);
  expect(page.headings).toContain('Errors (500)');
  const left = Number(/and (\d+) more, which/.exec(page.text)?.[1]);
  expect(page.items - 1 + left).toBe(500);
  expect(left).toBeGreaterThan(100);
});

test('a request too long for a comment is cut', () => {
  const huge = {
    ...finding,
    request: { actions: ['a'.repeat(10_000)], principal: { type: 'AWS', id: 'x' }, context: {} },
  } as const;
  expect(write([huge]).length).toBeLessThan(3_000);
  expect(foreign(readMarkdown(write([huge])).html)).toEqual([]);
});
