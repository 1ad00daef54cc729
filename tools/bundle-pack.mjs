import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

// Only parts of the Pulumi SDK that no policy pack reaches ask for these, and they are most of its start-up time.
const unreached = /^(typescript|ts-node|@npmcli\/arborist)$|^\.\.?\/.*typescript-shim$/;

/**
 * Bundles a compiled pack entry and all it needs into one file that Node runs, and the licenses of what went into it
 * into a text beside that; `root` is the package's folder, `entry` and `outfile` are paths.
 */
export async function bundlePack({ root, entry, outfile }) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const inlined = inlineVersion(version);
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    absWorkingDir: resolve(root),
    logLevel: 'error',
    // Its main file hides what it requires from bundlers.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    banner: { js: '#!/usr/bin/env node' },
    plugins: [leaveOut, inlined.plugin, ownVersion(version)],
  });
  if (inlined.places() !== 1)
    throw new Error('build: @pulumi/policy has a new way to its version; see bundle-pack.mjs');
  writeFileSync(`${outfile}.licenses.txt`, licenses(root, Object.keys(metafile.inputs)));
}

/**
 * Puts the package's own modules into a compiled entry that asks for them, packages left to be asked for when they are
 * needed: who starts waits for each file that is loaded, and there are hundreds of them.
 */
export async function joinModules({ root, entry }) {
  await build({
    entryPoints: [entry],
    outfile: entry,
    allowOverwrite: true,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    absWorkingDir: resolve(root),
    logLevel: 'error',
  });
}

const leaveOut = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: unreached }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get(_, name) {
        if (name === '__esModule') return false;
        throw new Error(${JSON.stringify(path)} + ' is not part of the one-file policy pack');
      } });`,
    }));
  },
};

// PolicyPack reads its version from the working directory, which for a one-file pack is the user's own project.
function inlineVersion(version) {
  const reading = /require\(`\$\{cwd\}\/package\.json`\)/g;
  let places = 0;
  const plugin = {
    name: 'inline-version',
    setup({ onLoad }) {
      onLoad({ filter: /@pulumi[\\/]policy[\\/]policy\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(reading, () => {
          places += 1;
          return JSON.stringify({ version });
        }),
      }));
    },
  };
  return { plugin, places: () => places };
}

// The one file may stand anywhere, with no package around it to read the version from.
function ownVersion(version) {
  return {
    name: 'own-version',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]load[\\/]version\.js$/ }, () => ({
        contents: `exports.version = () => ${JSON.stringify(version)};`,
      }));
    },
  };
}

function licenses(root, inputs) {
  const folders = inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0]);
  const used = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  return used.map((folder) => license(join(root, folder))).join(`\n${'-'.repeat(80)}\n\n`);
}

function license(folder) {
  const manifest = join(folder, 'package.json');
  const { name, version, license } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  return [`${name} ${version} (${license})\n`, ...texts.map((file) => readFileSync(join(folder, file), 'utf8'))].join(
    '\n',
  );
}
