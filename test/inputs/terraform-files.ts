import { Text } from '../../shared/model/text';
import { addressesIn } from './terraform-state';
import type { ParityRow } from '../parity/rows';
import { own } from '../table/build';
import { declared } from './terraform-rows';
import { type Declared, planned } from './terraform-writer';

const aws = 'registry.terraform.io/hashicorp/aws';

/** The provider that tells of the owner of a row what is known: a role that it assumes tells account and partition. */
function providerOf({ owner }: ParityRow): { readonly key: string; readonly provider: object } {
  const { account, partition, region } = owner;
  const known = partition?.literal;
  const role =
    known === undefined
      ? {}
      : { assume_role: [{ role_arn: { constant_value: `arn:${known}:iam::${own}:role/deploy` } }] };
  const expressions = {
    ...(account !== undefined && { allowed_account_ids: { constant_value: [own] }, ...role }),
    ...(region?.literal !== undefined && { region: { constant_value: region.literal } }),
  };
  const alias = account === undefined ? 'untold' : `${known ?? 'told'}${region?.literal ?? ''}`.replaceAll('-', '_');
  return { key: `aws.${alias}`, provider: { name: 'aws', full_name: aws, alias, expressions } };
}

/** The rows as a plan that makes everything anew. */
export function planOf(rows: readonly ParityRow[]): object {
  const parts = allOf(rows).map(planned);
  const providers = rows.map(providerOf).map(({ key, provider }) => [key, provider] as const);
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: parts.map(({ change }) => change),
    configuration: {
      provider_config: { ...(Object.fromEntries(providers) as object), ...assumed(rows) },
      root_module: { resources: parts.map(({ configuration }) => configuration) },
    },
  };
}

/** The rows as `terraform show -json` prints their state, in which everything is known. */
export function stateOf(rows: readonly ParityRow[]): object {
  return {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: { root_module: { resources: addressesIn(allOf(rows)).map(({ shown }) => shown) } },
  };
}

/** The rows as a state file. */
export function stateFileOf(rows: readonly ParityRow[]): object {
  return {
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: '6f2a4f0f-5a11-8c9c-0a55-2b4f9f6c8f67',
    outputs: {},
    resources: addressesIn(allOf(rows)).map(({ stored }) => stored),
  };
}

function allOf(rows: readonly ParityRow[]): readonly Declared[] {
  const all = rows.flatMap((row) => declared(row, providerOf(row).key));
  // rows share what their holes lead to
  return [...new Map(all.map((one) => [`${one.type}.${one.name}`, one])).values()];
}

/** The providers that rows are about. */
function assumed(rows: readonly ParityRow[]): object {
  const all = rows.flatMap(({ subjects }) =>
    subjects.flatMap(({ id, seed }) => {
      if (seed.kind !== 'duration' || seed.of !== 'provider') return [];
      const { seconds } = seed;
      const duration =
        seconds instanceof Text ? { references: ['local.seconds'] } : { constant_value: seconds ?? null };
      const role = { constant_value: `arn:aws:iam::${own}:role/deploy` };
      return [
        [`aws.${id}`, { name: 'aws', full_name: aws, expressions: { assume_role: [{ role_arn: role, duration }] } }],
      ];
    }),
  );
  return Object.fromEntries(all) as object;
}
