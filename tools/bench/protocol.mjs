// How long packs take to answer the engine, in its own protocol: ours as a folder beside an empty one.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, rounds } from './measure.mjs';
import { settings, trustOf } from './roles.mjs';
import { emptyPack, ourPack } from './start.mjs';

const require = createRequire(import.meta.url);
const { credentials } = require('@grpc/grpc-js');
const { AnalyzerClient } = require('@pulumi/pulumi/proto/analyzer_grpc_pb');
const messages = require('@pulumi/pulumi/proto/analyzer_pb');
const { Struct } = require('google-protobuf/google/protobuf/struct_pb');
const runner = require.resolve('@pulumi/pulumi/cmd/run-policy-pack');
const asked = 300;

/** Milliseconds that a pack of ours adds to what an empty one takes for a role and for another resource. */
export async function answers() {
  const folders = [emptyPack(), ourPack()];
  const own = mkdtempSync(join(tmpdir(), 'sts-guardrails-bench-'));
  const file = join(own, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  const packs = [];
  try {
    for (const { folder } of folders) packs.push(await start(folder, { STS_GUARDRAILS_SETTINGS: file }));
    for (const pack of packs) for (let turn = 0; turn < 2; turn++) await both(pack, 900_000 + turn * asked);
    const measured = [];
    for (let round = 0; round < rounds; round++) {
      const [empty, ours] = [await both(packs[0], round * asked), await both(packs[1], round * asked)];
      measured.push({ role: ours.role - empty.role, other: ours.other - empty.other, empty });
    }
    return {
      role: median(measured.map((one) => one.role)),
      other: median(measured.map((one) => one.other)),
      empty: median(measured.map((one) => one.empty.role)),
    };
  } finally {
    for (const { child, client } of packs) {
      client.close();
      child.kill();
    }
    for (const { remove } of folders) remove();
    rmSync(own, { recursive: true, force: true });
  }
}

async function both(pack, from) {
  return { role: await each(pack, from, roleOf), other: await each(pack, from, bucketOf) };
}

/** Milliseconds for one resource, asked as the engine does: to put it right, and then what is wrong with it. */
async function each({ client }, from, resourceOf) {
  const requests = Array.from({ length: asked }, (_none, index) => requestOf(resourceOf(from + index)));
  const begin = process.hrtime.bigint();
  for (const request of requests) {
    await answer((done) => client.remediate(request, done));
    const said = await answer((done) => client.analyze(request, done));
    if (said.getDiagnosticsList().length > 0)
      throw new Error('the roles of the bench have findings, and should have none');
  }
  return Number(process.hrtime.bigint() - begin) / 1e6 / asked;
}

const roleOf = (number) => ({
  type: 'aws:iam/role:Role',
  name: `role-${number}`,
  props: {
    assumeRolePolicy: JSON.stringify(trustOf(number)),
    forceDetachPolicies: false,
    maxSessionDuration: 3600,
    name: `role-${number}-0a1b2c3`,
    path: '/',
    tags: { team: 'payments', stage: 'prod' },
  },
});

const bucketOf = (number) => ({
  type: 'aws:s3/bucket:Bucket',
  name: `bucket-${number}`,
  props: {
    bucket: `bucket-${number}-0a1b2c3`,
    forceDestroy: false,
    policy: JSON.stringify(trustOf(number)),
    tags: { team: 'payments', stage: 'prod' },
  },
});

function requestOf({ type, name, props }) {
  const provider = new messages.AnalyzerProviderResource()
    .setType('pulumi:providers:aws')
    .setName('default')
    .setUrn('urn:pulumi:dev::bench::pulumi:providers:aws::default')
    .setProperties(Struct.fromJavaScript({ region: 'eu-west-1', skipCredentialsValidation: 'false' }));
  return new messages.AnalyzeRequest()
    .setType(type)
    .setName(name)
    .setUrn(`urn:pulumi:dev::bench::${type}::${name}`)
    .setProperties(Struct.fromJavaScript(props))
    .setOptions(new messages.AnalyzerResourceOptions())
    .setProvider(provider);
}

async function start(folder, env) {
  const child = spawn(process.execPath, [runner, '127.0.0.1:1', folder], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(text.toString().trim()));
    child.once('close', (code) => reject(new Error(`a pack ended with exit status ${code}`)));
  });
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  await answer((done) => client.configure(new messages.ConfigureAnalyzerRequest(), done));
  return { child, client };
}

function answer(ask) {
  return new Promise((resolve, reject) => ask((error, response) => (error ? reject(error) : resolve(response))));
}
