// Compares test/inputs/golden/aws with what the AWS CLI on this machine prints of an account that is made up: each command
// of docs/inputs/account.md, asked of a server on this machine that answers as IAM does, in pages and in XML. With --write
// it makes the files anew. The tests read the files alone, so they need no AWS CLI.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { account, roles } from './aws-cli/account.mjs';

const kinds = {
  RoleDetailList: 'Role',
  UserDetailList: 'User',
  GroupDetailList: 'Group',
  Policies: 'LocalManagedPolicy',
};

/** An answer of IAM: documents are URL-encoded text, and lists are members. */
function xml(name, value) {
  const inner = /Document$/.test(name) ? encodeURIComponent(JSON.stringify(value)) : content(value);
  return `<${name}>${inner}</${name}>`;
}

function content(value) {
  if (Array.isArray(value)) return value.map((item) => xml('member', item)).join('');
  if (typeof value !== 'object') return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return Object.entries(value)
    .map(([name, part]) => xml(name, part))
    .join('');
}

function answer(query) {
  const action = query.get('Action');
  const asked = (kind) => !query.has('Filter.member.1') || query.toString().includes(`=${kind}`);
  if (action === 'ListRoles') return { Roles: roles, IsTruncated: false };
  if (action === 'GetRole') return { Role: roles.find(({ RoleName }) => RoleName === query.get('RoleName')) };
  // two pages: policies come on the last
  const isLast = query.get('Marker') === 'more';
  const listed = Object.entries(kinds).map(([list, kind]) => {
    const isHere = (list === 'Policies') === isLast && asked(kind);
    return [list, isHere ? account[list] : []];
  });
  return {
    ...Object.fromEntries(listed),
    ...(isLast ? { IsTruncated: false } : { IsTruncated: true, Marker: 'more' }),
  };
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const query = new URLSearchParams(body);
    const name = query.get('Action');
    response.setHeader('content-type', 'text/xml');
    response.end(xml(`${name}Response`, { [`${name}Result`]: answer(query) }));
  });
});

const commands = {
  'details.json': 'get-account-authorization-details',
  'details-page-1.json': 'get-account-authorization-details --no-paginate',
  'details-page-2.json': 'get-account-authorization-details --no-paginate --marker more',
  'roles-cut.json': 'list-roles --max-items 2',
  'details-roles.json': 'get-account-authorization-details --filter Role',
  'roles.json': 'list-roles',
  'roles-query.json': 'list-roles --query Roles',
  'role.json': 'get-role --role-name open',
  'skeleton.json': 'create-role --generate-cli-skeleton input',
};

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const endpoint = ['--endpoint-url', `http://127.0.0.1:${server.address().port}`];
const keys = { AWS_ACCESS_KEY_ID: 'example', AWS_SECRET_ACCESS_KEY: 'example', AWS_DEFAULT_REGION: 'us-east-1' };
const env = { ...process.env, ...keys, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '', AWS_PAGER: '' };
const isWriting = process.argv.includes('--write');
for (const [name, command] of Object.entries(commands)) {
  const args = ['iam', ...command.split(' '), ...endpoint, '--output', 'json'];
  const { stdout } = await promisify(execFile)('aws', args, { env, maxBuffer: 1e8 });
  const file = fileURLToPath(new URL(`../test/inputs/golden/aws/${name}`, import.meta.url));
  if (isWriting) writeFileSync(file, stdout);
  else if (!isDeepStrictEqual(JSON.parse(stdout), JSON.parse(readFileSync(file, 'utf8')))) {
    console.log(`${name} is not what aws iam ${command} prints`);
    process.exitCode = 1;
  }
}
server.close();
