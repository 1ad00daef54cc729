import { credentials, type ServiceError } from '@grpc/grpc-js';
import { AnalyzerClient } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as messages from './pulumi-messages';
import type { Diagnostic, PackConfig, PolicyInfo, PulumiResource, Remediation } from './pulumi-messages';

export { seenIn } from './pulumi-findings';
export type { Diagnostic, PulumiResource } from './pulumi-messages';

const root = join(__dirname, '../..');

/** What the engine writes in place of a string that is not known yet. */
export const unknownString = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A value as the engine sends it when the program calls it secret. */
export function secret(value: unknown): object {
  return { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', value };
}

/** A pack that runs, asked in the engine's own protocol. */
export interface Pack {
  /** The first line that it wrote to stdout. */
  readonly port: string;
  /** Everything that it wrote, stdout and stderr, after that line. */
  readonly printed: () => string;
  policies(): Promise<PolicyInfo[]>;
  /** Sends a configuration, as the engine does before it asks anything; what it refuses is thrown. */
  configure(config: PackConfig): Promise<void>;
  analyze(resource: PulumiResource): Promise<Diagnostic[]>;
  remediate(resource: PulumiResource): Promise<Remediation[]>;
  /** Asks the policies that judge the whole program. */
  analyzeStack(resources: readonly PulumiResource[]): Promise<Diagnostic[]>;
  /** Ends it by a signal, SIGTERM where none is named. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** How a pack is started; `folder` is the package folder, by default this one. */
export interface PackOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The project's folder, which is where the engine starts an executable pack. */
  readonly cwd?: string;
  readonly folder?: string;
  /** What it is configured with at its start, as the engine always does; null for an engine that does not. */
  readonly config?: PackConfig | null;
}

/** Starts the built pack as the engine does; throws what it printed when it ends before it gives its port. */
export async function startPack(kind: 'executable' | 'folder', options: PackOptions = {}): Promise<Pack> {
  const child = kind === 'executable' ? startExecutable(options) : startFolder(options);
  const { port, printed } = await firstLine(child);
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const configure = async (config: PackConfig) => {
    await answer((done) => client.configure(messages.configureRequest(config), done));
  };
  const stop = async (signal?: NodeJS.Signals) => {
    client.close();
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
  };
  if (options.config !== null) {
    await configure(options.config ?? {}).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  }
  return {
    port,
    printed,
    policies: async () => messages.policyInfos(await answer((done) => client.getAnalyzerInfo(new Empty(), done))),
    configure,
    analyze: async (resource) =>
      messages.diagnostics(await answer((done) => client.analyze(messages.analyzeRequest(resource), done))),
    remediate: async (resource) =>
      messages.remediations(await answer((done) => client.remediate(messages.analyzeRequest(resource), done))),
    analyzeStack: async (resources) =>
      messages.diagnostics(await answer((done) => client.analyzeStack(messages.stackRequest(resources), done))),
    stop,
  };
}

function startExecutable({ env, cwd = root, folder = root }: PackOptions): ChildProcess {
  return spawn(built(join(folder, 'dist/packs/sts-guardrails')), ['127.0.0.1:1'], {
    cwd,
    env: { ...process.env, ...env },
  });
}

// The engine runs a folder pack in its own folder, through the SDK that is installed there.
function startFolder({ env, folder = root }: PackOptions): ChildProcess {
  built(join(folder, 'dist/packs/index.js'));
  const runner = require.resolve('@pulumi/pulumi/cmd/run-policy-pack', { paths: [folder] });
  return spawn(process.execPath, [runner, '127.0.0.1:1', folder], { cwd: folder, env: { ...process.env, ...env } });
}

function built(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first`);
  return file;
}

async function firstLine(child: ChildProcess): Promise<{ port: string; printed: () => string }> {
  let out = '';
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      out += text.toString();
      if (out.includes('\n')) resolve();
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`the pack ended with exit status ${code} and said: ${out}${errors}`)));
  });
  return { port: out.slice(0, out.indexOf('\n')), printed: () => out.slice(out.indexOf('\n') + 1) + errors };
}

function answer<T>(ask: (done: (error: ServiceError | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, response) => (error === null ? resolve(response) : reject(error)));
  });
}
