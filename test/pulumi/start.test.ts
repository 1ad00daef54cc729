import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPack } from '../drivers/pulumi';

const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('settings that are wrong', () => {
  test.each(['executable', 'folder'] as const)('keep the pack as %s from starting, in words', async (kind) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, '{\n  "rules": { "external-idd": "off" }\n}\n');
    const start = startPack(kind, { env: { STS_GUARDRAILS_SETTINGS: file } });
    await expect(start).rejects.toThrow(
      /exit status 1 and said: sts-guardrails: .*\n.*wrong\.json:2:\d+: .*external-id/,
    );
    await expect(start).rejects.not.toThrow(/\n\s+at /);
  });
});

test('a folder pack without the Pulumi SDK for policies says what to install', async () => {
  const hook = join(folder, 'without-sdk.cjs');
  writeFileSync(
    hook,
    `const Module = require('node:module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, ...more) {
      if (request !== '@pulumi/policy') return resolve.call(this, request, ...more);
      throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    };`,
  );
  const start = startPack('folder', { env: { NODE_OPTIONS: `--require ${hook}` } });
  await expect(start).rejects.toThrow(
    /exit status 1 and said: sts-guardrails: @pulumi\/policy .*npm install @pulumi\/policy/,
  );
});
