import fc from 'fast-check';
import { type Accepted, type Finding, forms, type Report } from '../../shared';
import { about, reportOf, sample } from './all-rows';
import { expectJUnit, readCommands, readGitLab, readMarkdown, readSarif } from './readers';

// code units, so that halves of characters and characters that no text should hold come up
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.constantFrom('\n', '\r', '\0', '\u001b', '`', '|', '<', '>', '&', '"', "'", '@', '[', ']', '(', ')', '\\', '%'),
  fc.constantFrom('::', '##[', ']]>', '<!--', '{0}', '](', '\uD800', '\uDC00', '\uFFFE', '\uFFFF', '\u202E', '\u2028'),
);
const odd = fc.oneof(
  fc.string({ unit, maxLength: 40 }),
  fc.constantFrom('', '__proto__', 'constructor', '/', '..', '\\ud800', 'x'.repeat(10_000), '`'.repeat(3000)),
);

const finding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: odd,
    guardrail: odd,
    verdict: fc.constantFrom('fail' as const, 'unknown' as const),
    level: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    message: odd,
    fix: odd,
    docs: odd,
    fingerprint: fc.constantFrom('0123456789abcdef', 'fedcba9876543210'),
    subject: fc.record(
      { id: odd, type: odd, path: odd, file: odd, within: odd },
      { requiredKeys: ['id', 'type', 'path'] },
    ),
    at: odd,
    line: fc.nat(),
    column: fc.nat(),
    because: odd,
    request: fc.record({
      actions: fc.array(odd, { maxLength: 2 }),
      principal: fc.record({ type: fc.constantFrom('AWS' as const, 'Federated' as const), id: odd }),
      context: fc.dictionary(odd, odd, { maxKeys: 2 }),
    }),
  },
  { requiredKeys: ['rule', 'verdict', 'level', 'message', 'fix', 'docs', 'fingerprint', 'subject', 'at'] },
);
const accepted: fc.Arbitrary<Accepted> = fc
  .tuple(
    finding,
    fc.record({ reason: odd, by: odd, owner: odd, expires: odd, ticket: odd }, { requiredKeys: ['reason', 'by'] }),
  )
  .map(([one, word]) => ({ ...one, accepted: word }));
const report: fc.Arbitrary<Report> = fc
  .tuple(fc.array(finding, { maxLength: 6 }), fc.array(accepted, { maxLength: 3 }))
  .map(([findings, words]) =>
    reportOf(
      findings,
      words,
      findings.map(({ subject }) => subject),
    ),
  );

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const text = (form: string, given: Report) => forms[form]?.(given, about) ?? '';

test('whatever stands in a report, each form is a valid text of its kind', () => {
  fc.assert(
    fc.property(report, (given) => {
      const total = given.findings.length;
      expect(JSON.parse(text('json', given))).toMatchObject({ formatVersion: 1 });
      expect(readSarif(text('sarif', given)).runs[0]?.results).toHaveLength(total + given.accepted.length);
      expect(readGitLab(text('gitlab', given))).toHaveLength(total);
      expect(readCommands(text('github', given))).toHaveLength(total);
      expect(text('text', given)).not.toMatch(/[^\P{Cc}\n]|\p{Cs}|\p{Bidi_Control}/u);
      expect(text('text', given)).not.toMatch(/^\s*::/m);
      for (const form of ['text', 'json', 'sarif', 'gitlab']) expect(text(form, given)).not.toMatch(/##\w*\[/);
      const page = readMarkdown(text('markdown', given));
      expect(page.links).toEqual([]);
      expect(page.rows).toHaveLength(1);
      const more = [...page.text.matchAll(/and (\d+) more, which/g)].map(([, number]) => Number(number));
      const cut = more.reduce((sum, number) => sum + number, 0);
      expect(page.items - more.length + cut).toBe(total + given.accepted.length);
      for (const form of Object.keys(forms)) expect(text(form, given)).not.toMatch(/\p{Cs}/u);
    }),
    { seed, numRuns: 150, endOnFailure: true },
  );
});

test('and JUnit XML is valid', async () => {
  const all = fc.sample(report, { seed, numRuns: 300 });
  const findings = all.flatMap((one) => one.findings);
  const words = all.flatMap((one) => one.accepted);
  await expectJUnit(
    text(
      'junit',
      reportOf(
        findings,
        words,
        findings.map(({ subject }) => subject),
      ),
    ),
  );
});

test('half of a character is no character in JSON, and what only looks like one stays', () => {
  const { finding: one } = sample();
  const message = 'a\uD800b \\ud800 \\\uDFFF \u{1F600}';
  const [read] = (JSON.parse(text('json', reportOf([{ ...one, message }]))) as Report).findings;
  expect(read?.message).toBe('a\uFFFDb \\ud800 \\\uFFFD \u{1F600}');
});
