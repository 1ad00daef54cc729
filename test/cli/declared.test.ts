import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Desk, template, trust } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

/** Where the code declares what is found, by what CDK notes on a role. */
function declared(...notes: readonly object[]): unknown {
  desk.put('cdk.out/manifest.json', {
    artifacts: {
      S: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111122223333/eu-west-1',
        properties: { templateFile: 'S.template.json' },
        displayName: 'S',
        additionalMetadataFile: 'S.metadata.json',
      },
    },
  });
  desk.put('cdk.out/S.template.json', template({ R: trust({ AWS: '*' }) }));
  desk.put('cdk.out/S.metadata.json', { '/S/R/Resource': notes });
  return desk.check('cdk.out').findings[0]?.subject.declared;
}

const logicalId = { type: 'aws:cdk:logicalId', data: 'R' };
const made = (...data: unknown[]) => ({ type: 'aws:cdk:creationStack', data });
const at = (file: string) => `<anonymous> (${join(desk.folder, file)}:5:1)`;

test('a finding tells where the code of a CDK app declares its role', () => {
  expect(declared(logicalId, made('...new Role2 in aws-cdk-lib...', at('lib/app.ts'), at('bin/main.ts')))).toBe(
    'lib/app.ts:5',
  );
  const { out } = desk.run(['check', 'cdk.out']);
  expect(out).toContain('  declared at: lib/app.ts:5\n');
});

test('as an older CDK notes it', () => {
  const trace = ['new Role (/app/node_modules/aws-cdk-lib/aws-iam/lib/role.js:1:2)', at('app.js')];
  expect(declared({ ...logicalId, trace })).toBe('app.js:5');
});

test.each<readonly [string, unknown, string | undefined]>([
  ['no function', '/elsewhere/a b.ts:7:1', '/elsewhere/a b.ts:7'],
  ['a URL', 'async file:///elsewhere/x.mjs:7:1', '/elsewhere/x.mjs:7'],
  ['another system', 'main (C:\\app\\main.ts:7:1)', 'C:\\app\\main.ts:7'],
  ['code of others alone', '...aws-cdk-lib...', undefined],
  ['a package', 'x (/elsewhere/node_modules/x/y.js:7:1)', undefined],
  ['no place', 'x (native)', undefined],
  ['what is no text', 7, undefined],
])('a frame with %s', (_name, frame, expected) => {
  expect(declared(logicalId, made(frame))).toBe(expected);
});

test('what is no list of frames, and no note at all', () => {
  expect(declared(logicalId, { type: 'aws:cdk:creationStack', data: 'x' })).toBeUndefined();
  expect(declared()).toBeUndefined();
});

test('as CDK writes it', () => {
  const app = new App({ outdir: join(desk.folder, 'cdk.out'), analyticsReporting: false });
  new Role(new Stack(app, 'S'), 'Vendor', { assumedBy: new AccountPrincipal('999988887777') });
  app.synth();
  const { findings } = desk.check('cdk.out');
  expect(findings.map(({ subject }) => subject.declared)).toContainEqual(
    expect.stringMatching(/test\/cli\/declared\.test\.ts:\d+$/),
  );
});
