import { spawnSync } from 'node:child_process';
import { compiled } from './compiled';
import { Desk, template, trust } from './desk';

const tool = new Desk();
const main = compiled('main', tool.folder);
const roles = Array.from({ length: 1500 }, (_, index) => [`Role${index}`, trust({ AWS: '*' })]);
tool.put('package.json', { name: 'sts-guardrails', version: '0.0.0' });
tool.put('bad.json', template(Object.fromEntries(roles) as { [id: string]: unknown }));
tool.put('fine.json', template({ Fine: trust({ Service: 'ec2.amazonaws.com' }) }));
tool.put('sts-guardrails.json', { accounts: { own: ['111122223333'] } });
afterAll(() => tool.clear());

/** Runs a line of the shell in which `$CHECK` is the check of the command line. */
function shell(line: string): { readonly status: number | null; readonly out: string; readonly err: string } {
  const env = { ...process.env, CHECK: `"${process.execPath}" "${main}" check` };
  const script = line.replaceAll('$CHECK', env.CHECK);
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd: tool.folder,
    env,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

test('a reader that has seen enough changes neither the status nor what is said', () => {
  expect(shell('$CHECK bad.json | head -1')).toMatchObject({ status: 1, err: '' });
  expect(shell('$CHECK fine.json | true')).toMatchObject({ status: 0, err: '' });
  expect(
    shell('($CHECK bad.json --level error --rule trusted-account; echo $? >status) 2>&1 | true; cat status').out,
  ).toBe('0\n');
});

// /dev/full is there on Linux alone
test('standard output that takes nothing is an error in words, whatever was found', () => {
  const lost = 'error: the report could not be written to standard output (ENOSPC): check where it leads\n';
  expect(shell('$CHECK bad.json >/dev/full')).toEqual({ status: 2, out: '', err: lost });
  expect(shell('$CHECK fine.json >/dev/full')).toEqual({ status: 2, out: '', err: lost });
  expect(shell('$CHECK bad.json --level error --rule trusted-account 2>/dev/full').status).toBe(0);
});

test('from a working folder that is gone, what has a whole path is judged, and the rest is not there', () => {
  const gone = 'mkdir gone; cd gone; rmdir "$PWD"; $CHECK';
  expect(shell(`${gone} "${tool.folder}/fine.json" --level error --rule external-id`)).toMatchObject({ status: 0 });
  const { status, out } = shell(`${gone} fine.json`);
  expect({ status, out }).toEqual({
    status: 1,
    out: expect.stringMatching(/^error unreadable fine\.json\n/) as string,
  });
});
