// one value to a line, so that changes can be seen
const text = require('node:fs').readFileSync(0, 'utf8');
process.stdout.write(`${JSON.stringify(JSON.parse(text), null, 1)}\n`);
