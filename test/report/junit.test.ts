import { create } from 'xmlbuilder2';
import { forms, type Report } from '../../shared';
import { about, reportOf, sample } from './all-rows';
import { expectJUnit } from './readers';

const { finding, undecided, accepted } = sample();
const vendor = finding.subject;
const fine = { ...vendor, id: 'Fine', path: 'my stacks/a.json#Fine' };

async function read(report: Report) {
  const text = forms['junit']?.(report, about) ?? '';
  await expectJUnit(text);
  return { text, tree: create(text).end({ format: 'object' }) as { testsuites: unknown } };
}

test('a suite for each file, a test for each resource, one failure for all its errors', async () => {
  const second = { ...finding, rule: 'wildcard-principal', message: 'anybody can' };
  const report = reportOf([finding, second, { ...finding, level: 'warning' }, undecided], [], [vendor, vendor, fine]);
  const { text, tree } = await read(report);
  expect(tree.testsuites).toMatchObject({
    '@name': 'sts-guardrails',
    '@tests': '3',
    '@failures': '1',
    testsuite: [
      {
        '@name': 'my stacks/a.json',
        '@tests': '2',
        '@failures': '1',
        '@skipped': '0',
        testcase: [
          {
            '@name': 'Vendor',
            '@classname': 'my stacks/a.json',
            failure: {
              '@type': 'external-id',
              '@message': `external-id IAM-STS-1: ${finding.message} (and 1 more)`,
              '#': expect.stringMatching(/external-id[^]*wildcard-principal/) as string,
            },
            'system-out': expect.stringContaining('warning external-id') as string,
          },
          { '@name': 'Fine' },
        ],
      },
      {
        '@name': 'dev/app',
        '@tests': '1',
        '@failures': '0',
        testcase: { '@name': 'urn:x', 'system-out': expect.stringContaining('depends on: Ref Tenant') as string },
      },
    ],
  });
  expect(text.match(/<failure/g)).toHaveLength(1);
});

test('what is wholly accepted is skipped with the reason; what is found beside it is not', async () => {
  const skipped = await read(reportOf([], [accepted], [vendor]));
  expect(skipped.tree.testsuites).toMatchObject({
    testsuite: {
      '@skipped': '1',
      testcase: { skipped: { '@message': 'external-id accepted by exceptions[0]: moves soon' } },
    },
  });
  const both = await read(reportOf([finding], [accepted], [vendor]));
  expect(both.tree.testsuites).toMatchObject({
    testsuite: {
      '@skipped': '0',
      '@failures': '1',
      testcase: { 'system-out': expect.stringContaining('accepted by: exceptions[0]') as string },
    },
  });
  expect(both.text).not.toContain('<skipped');
});

test('what could not be read is a failure of the file', async () => {
  const subject = { id: 'b.json', type: 'file', path: 'b.json', file: 'b.json' };
  const { tree } = await read(reportOf([{ ...finding, rule: 'unreadable', subject }]));
  expect(tree.testsuites).toMatchObject({
    testsuite: {
      '@name': 'b.json',
      '@failures': '1',
      testcase: { '@name': 'b.json', failure: { '@type': 'unreadable' } },
    },
  });
});

test('a run that judged nothing is an empty list of suites', async () => {
  const { tree } = await read(reportOf([]));
  expect(tree.testsuites).toEqual({ '@name': 'sts-guardrails', '@tests': '0', '@failures': '0', '@errors': '0' });
});
