import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Compiles a module of the command line and all it needs into one script in this folder; gives its path. */
export function compiled(module: string, folder: string): string {
  const root = join(__dirname, '../..');
  const script = join(folder, `${module}.cjs`);
  const options = ['--bundle', '--platform=node', '--target=node20', '--log-level=error', '--main-fields=module,main'];
  const args = [join(root, 'cli', `${module}.ts`), ...options, `--outfile=${script}`];
  const { status, stderr } = spawnSync(join(root, 'node_modules/.bin/esbuild'), args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${module} cannot be compiled: ${stderr}`);
  return script;
}
