import { matcher } from '../../shared/settings/globs';

test.each<[glob: string, path: string, matches: boolean]>([
  ['**/*#Open', 'template.json#Open', true],
  ['**/*#Open', 'cdk.out/template.json#Open', true],
  ['**/*#Open', '/tmp/template.json#Open', true],
  ['**/*#Open', '../cdk.out/template.json#Open', true],
  ['**', '../../template.json#Open', true],
  ['**/*#Open', '../cdk.out/template.json#WideOpen', false],
  ['*#Open', '../template.json#Open', false],
  ['*#Open', 'cdk.out/template.json#Open', false],
  ['../*#Open', '../template.json#Open', true],
  ['**/.hidden/*', 'app/.hidden/Role', true],
])('%s for %s', (glob, path, matches) => {
  expect(matcher(glob)(path)).toBe(matches);
});
