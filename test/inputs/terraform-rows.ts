import type { Identity } from '../../shared';
import { Text } from '../../shared/model/text';
import { isList, isMap, type Tree, type TreeMap } from '../../shared/model/tree';
import { documentOf, type Seed } from '../../shared/testing/rows';
import { forInstances, isoOf } from '../drivers/seeds/cloudformation';
import { namedBy, nameHoleOf } from '../drivers/seeds/role-arn';
import type { ParityRow, ParitySubject } from '../parity/rows';
import { blocksOf } from './terraform-document';
import { type Declared, holesIn, referenceTo } from './terraform-writer';

const appRole = 'arn:aws:iam::111122223333:role/app';
const instance = 'arn:aws:sso:::instance/ssoins-1111222233334444';

/** Everything that the configuration of one row declares; what is judged has the id of its subject for a name. */
export function declared(row: ParityRow, provider: string): readonly Declared[] {
  const roles = row.subjects.flatMap(({ id, seed }): [string, string][] =>
    seed.kind === 'role' && seed.arn !== undefined ? [[seed.arn.toString(), id]] : [],
  );
  const writer = new RowWriter(new Map(roles), provider);
  for (const subject of row.subjects) writer.write(subject);
  return writer.all;
}

class RowWriter {
  readonly all: Declared[] = [];

  constructor(
    private readonly roles: ReadonlyMap<string, string>,
    private readonly provider: string,
  ) {}

  write({ id, seed }: ParitySubject): void {
    switch (seed.kind) {
      case 'role':
        return this.#role(id, seed);
      case 'identity':
        return this.#identity(id, seed);
      case 'duration':
        return this.#duration(id, seed);
      case 'accessKey':
        return void this.#add('aws_iam_access_key', id, { user: 'ci', status: seed.status });
      case 'workload': {
        const environment = [{ variables: seed.environment }];
        return void this.#add('aws_lambda_function', id, { function_name: id, role: appRole, environment });
      }
      case 'unreadable':
        throw new Error('no resource is unreadable by itself');
    }
  }

  #role(id: string, seed: Extract<Seed, { kind: 'role' }>): void {
    const isOpen = nameHoleOf(seed.arn) !== undefined;
    const { path, name } = namedBy(seed.arn) ?? { path: '/', name: id };
    const policy = this.#document(`${id}Trust`, documentOf(seed.trust));
    const args = { ...(!isOpen && { name }), path, assume_role_policy: policy, max_session_duration: seed.maxSeconds };
    this.#add('aws_iam_role', id, args, isOpen ? ['arn', 'name'] : ['arn']);
  }

  #identity(id: string, seed: Extract<Seed, { kind: 'identity' }>): void {
    const policy = this.#document(`${id}Document`, documentOf(seed.document));
    const [first] = seed.identities;
    if (first?.of === 'permissionSet') {
      const set = this.#add('aws_ssoadmin_permission_set', `${id}Set`, { name: id, instance_arn: instance }, ['arn']);
      const whose = { instance_arn: instance, permission_set_arn: referenceTo(`${set}.arn`) };
      if (first.boundary !== undefined) {
        const permissions_boundary = [{ managed_policy_arn: first.boundary }];
        this.#add('aws_ssoadmin_permissions_boundary_attachment', `${id}Limit`, { ...whose, permissions_boundary });
      }
      return void this.#add('aws_ssoadmin_permission_set_inline_policy', id, { ...whose, inline_policy: policy });
    }
    const made = this.#add('aws_iam_policy', id, { name: id, path: '/', policy }, ['arn']);
    for (const [index, one] of seed.identities.entries())
      this.#holder(one, `${id}H${index}`, referenceTo(`${made}.arn`));
  }

  #holder({ of, documents, boundary }: Identity, id: string, arn: Text): void {
    const trust = of === 'role' ? { assume_role_policy: JSON.stringify(forInstances) } : {};
    const limit =
      boundary === undefined || boundary instanceof Text
        ? boundary
        : referenceTo(
            `${this.#add('aws_iam_policy', `${id}Limit`, { name: `${id}-limit`, path: '/', policy: this.#document(`${id}LimitDocument`, boundary) }, ['arn'])}.arn`,
          );
    const limited = limit === undefined ? {} : { permissions_boundary: limit };
    const who = this.#add(`aws_iam_${of}`, id, { name: id, path: '/', ...trust, ...limited }, ['arn']);
    for (const [index, document] of documents.entries()) {
      const policy = this.#document(`${id}Other${index}Document`, document);
      this.#add(`aws_iam_${of}_policy`, `${id}Other${index}`, {
        [of]: referenceTo(`${who}.id`),
        name: `o${index}`,
        policy,
      });
    }
    this.#add(`aws_iam_${of}_policy_attachment`, `${id}Attached`, { [of]: referenceTo(`${who}.id`), policy_arn: arn });
  }

  #duration(id: string, { of, seconds }: Extract<Seed, { kind: 'duration' }>): void {
    switch (of) {
      case 'permissionSet': {
        const args = { name: id, instance_arn: instance, session_duration: isoOf(seconds) };
        return void this.#add('aws_ssoadmin_permission_set', id, args, ['arn']);
      }
      case 'rolesAnywhere':
        return void this.#add('aws_rolesanywhere_profile', id, {
          name: id,
          role_arns: [appRole],
          duration_seconds: seconds,
        });
      case 'roleAlias':
        return void this.#add('aws_iot_role_alias', id, { alias: id, role_arn: appRole, credential_duration: seconds });
      case 'provider':
        return;
    }
  }

  /** JSON text where all of a document is known, else what a data source makes of it. */
  #document(name: string, document: Tree | undefined): Tree | undefined {
    if (typeof document === 'string' || document === undefined || document === null) return document;
    if (document instanceof Text) return this.#open(document);
    if (holesIn(document).length === 0) return JSON.stringify(plain(document));
    const blocks = blocksOf(this.#open(document));
    if (blocks === undefined) throw new Error('no data source has such a document');
    return referenceTo(`${this.#add('aws_iam_policy_document', name, blocks, ['json', 'minified_json'], 'data')}.json`);
  }

  /** The tree with references in the place of its holes, and the resources that they lead to declared. */
  #open(tree: Tree | undefined): Tree | undefined {
    if (tree instanceof Text) return this.#reference(tree);
    if (isList(tree)) return tree.map((one) => this.#open(one));
    if (!isMap(tree)) return tree;
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, this.#open(value)]));
  }

  #reference(text: Text): Tree {
    const role = this.roles.get(text.toString());
    if (role !== undefined) return text.literal ?? referenceTo(`aws_iam_role.${role}.arn`);
    if (text.literal !== undefined) return text.literal;
    const { hole } = text;
    if (hole !== undefined && isReference(hole.id)) return text;
    if (hole === undefined) throw new Error('a plan knows all of a text or nothing');
    const name = hole.id.replace(/\W/g, '_');
    switch (hole.domain) {
      case 'account':
        return referenceTo(`${this.#add('aws_organizations_account', name, {}, ['arn'])}.id`);
      case 'arn':
        return referenceTo(`${this.#add('aws_s3_bucket', name, {}, ['arn'])}.arn`);
      case 'free':
        return referenceTo(`${this.#add('terraform_data', name, {}, ['output'])}.output`);
      default:
        throw new Error(`no reference is of the domain ${hole.domain}`);
    }
  }

  #add(type: string, name: string, args: TreeMap, later: readonly string[] = [], mode?: 'data'): string {
    const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
    if (!this.all.some((one) => one.type === type && one.name === name)) {
      this.all.push({
        type,
        name,
        args: this.#open(args) as TreeMap,
        later,
        provider: this.provider,
        ...(mode && { mode }),
      });
    }
    return address;
  }
}

// what was opened already
function isReference(id: string): boolean {
  return /^(?:data\.)?[a-z0-9_]+\.\w+\.\w+$/.test(id);
}

function plain(tree: Tree | undefined): unknown {
  if (tree instanceof Text) return tree.literal;
  if (isList(tree)) return tree.filter((one) => one !== undefined).map(plain);
  if (!isMap(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) => (value === undefined ? [] : [[key, plain(value)]])),
  );
}
