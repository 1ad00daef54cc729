import { forms } from '../../shared';
import { about, allRows } from './all-rows';
import { expectJUnit, readCommands, readGitLab, readMarkdown, readSarif } from './readers';

const written = (form: string) => forms[form]?.(allRows, about) ?? '';
const { findings, accepted, summary } = allRows;
const counts = { error: summary.error, warning: summary.warning, info: summary.info };

test('the rows give findings at every level, undecided ones and accepted ones', () => {
  for (const number of [summary.error, summary.warning, summary.info, summary.undecided]) {
    expect(number).toBeGreaterThan(10);
  }
});

test('SARIF keeps to the schema of the standard and holds every finding with its rule', () => {
  const [run] = readSarif(written('sarif')).runs;
  const { rules = [] } = run?.tool.driver ?? {};
  const results = run?.results ?? [];
  expect(results).toHaveLength(findings.length + accepted.length);
  const words = { error: 'error', warning: 'warning', note: 'info' } as const;
  const said = results.map(({ ruleId, ruleIndex = -1, level, properties }) => {
    return [ruleId, rules[ruleIndex]?.id, words[level as keyof typeof words], properties?.['verdict']];
  });
  expect(said).toEqual([...findings, ...accepted].map(({ rule, level, verdict }) => [rule, rule, level, verdict]));
  expect(results.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(accepted.length);
  expect(results.every(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)).toBe(true);
});

test('what code scanning is given is the same without what is accepted', () => {
  const [run] = readSarif(written('code-scanning')).runs;
  expect(run?.results).toHaveLength(findings.length);
  expect(JSON.stringify(run?.results)).not.toContain('suppressions');
});

test('JUnit XML keeps to the schema of Jenkins', async () => {
  await expectJUnit(written('junit'));
});

test('GitLab’s report keeps to its schema, with every finding', () => {
  const violations = readGitLab(written('gitlab'));
  expect(violations.map(({ check_name }) => check_name)).toEqual(findings.map(({ rule }) => rule));
  const at = (severity: string) => violations.filter((one) => one.severity === severity).length;
  expect({ error: at('critical'), warning: at('major'), info: at('info') }).toEqual(counts);
});

test('GitHub’s runner reads one command for each finding', () => {
  const commands = readCommands(written('github'));
  const at = (name: string) => commands.filter((one) => one.name === name).length;
  expect({ error: at('error'), warning: at('warning'), info: at('notice') }).toEqual(counts);
  expect(commands.map(({ data }) => data.split('\n')[0])).toEqual(findings.map(({ message }) => message));
});

test('a comment is short enough for GitHub, however much was found, and counts everything', () => {
  const text = written('markdown');
  expect(text.length).toBeLessThanOrEqual(65_536);
  const page = readMarkdown(text);
  const { subjects, error, warning, info, undecided, skipped } = summary;
  const numbers = [subjects, error, warning, info, undecided, accepted.length, skipped];
  expect(page.rows).toEqual([numbers.map(String)]);
  const more = [...page.text.matchAll(/and (\d+) more, which/g)].map(([, number]) => Number(number));
  const left = more.reduce((sum, number) => sum + number, 0);
  expect(left).toBeGreaterThan(0);
  expect(page.items - more.length + left).toBe(findings.length + accepted.length);
  expect(page.links).toEqual([]);
});
