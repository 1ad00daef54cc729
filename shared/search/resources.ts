import { hasHole, isAccountHole, isHole } from '../model/holes';
import { Text } from '../model/text';
import type { Accounts, CompiledGrant, Grant } from '../iam/grant';
import type { Glob } from '../iam/glob';
import { literalPrefix, star } from '../iam/glob';
import { resourceKey } from '../iam/resource';
import { fitted } from './choose-caller';
import { only, type Values } from './domain';
import type { ResourceClass } from './grant-question';
import { namesSomething } from './grant-reach';
import { arns, legal, some, type Part } from './legal';
import { avoid } from './machine';
import { accountsLike, spelledAccounts, unnamedAccount } from './resource-accounts';

/** The resources of a class that a call can be made on, in one account. */
export function resourcesOf({ of, named }: ResourceClass, grant: CompiledGrant): Values {
  const { codes, constants } = grant.shared;
  const partition = grant.owner.partition?.literal ?? 'aws';
  const account = constants.get('aws:resourceaccount') ?? '';
  const arnHoles = [...(grant.shared.listed.get(resourceKey) ?? [])].filter(isWholeArn);
  switch (of) {
    case 'unheard':
      return only(`arn:${partition}:any-service:eu-west-1:${account}:any/resource`);
    case 'nothing':
      return only('*');
    case 'root':
      // an ARN that is not known yet is that of a resource, and no root user is one, nor what a call makes up
      return only(`arn:${partition}:iam::${account}:root`);
    case 'federated-user':
      return typed('sts', 'federated-user', federatedName);
    case 'delegation-request':
      return typed('iam', 'delegation-request', requestId);
    case 'anything': {
      const spelled = [...(grant.shared.listed.get(resourceKey) ?? [])].filter((code) => !hasHole(code));
      const samples = [`arn:${partition}:iam::${account}:user/any-user`, ...spelled, ...arnHoles];
      const fit = (code: string): string => (code === star ? (samples[0] ?? code) : code);
      return { legal: anyResource, excluded: [], samples, fit };
    }
    case 'role': {
      const roles = arns('role', account, partition);
      const excluded = named === true ? [] : namedRoles(grant);
      const values: Values = {
        legal: roles,
        excluded: avoid(excluded),
        samples: [`arn:${partition}:iam::${account}:role/any-role`],
        fit: (code) => fitted(code, partition, account),
      };
      if (named !== true) return values;
      // a role whose ARN is not known yet is a role all the same
      const accepts = (text: string): boolean => roles.accepts(text) || isWholeArn(text);
      return { ...values, legal: { ...roles, accepts, most: 2048 } };
    }
  }

  function typed(service: string, type: string, name: Part): Values {
    const head = `arn:${partition}:${service}::${account}:${type}/`;
    return {
      legal: legal(head.length + 128, [head, name]),
      excluded: [],
      samples: [`${head}any-${type}`],
      fit: (code) => fitted(code, partition, account, service),
    };
  }

  /** The patterns that name roles, if only by a part of their names. */
  function namedRoles({ allows, denies, bounds = [] }: CompiledGrant): Glob[] {
    const clauses = [...allows, ...denies, ...bounds].flatMap((statement) => statement.clauses);
    return clauses
      .filter(({ key }) => key === resourceKey)
      .flatMap(({ values }) =>
        values.flatMap(({ test, parts }) => (isNaming(parts.join('')) ? (test?.glob?.sure ?? []) : [])),
      );
  }

  function isNaming(code: string): boolean {
    if (code.length === 1) return isHole(code) && codes.decode(code).hole?.domain !== 'free';
    const [, , , , , ...rest] = code.split(':');
    const tail = rest.join(':');
    if ('role/'.startsWith(literalPrefix(tail)) && !tail.startsWith('role/')) return false;
    const name = tail.replace(/^role\//, '');
    return hasHole(name) || namesSomething(name);
  }
}

/** Whether a text is one ARN that is not known yet. */
function isWholeArn(text: string): boolean {
  return text.length === 1 && isAccountHole(text);
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
const federatedName = some('A-Za-z0-9_+=,.@\\-', 2);
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcceptDelegationRequest.html
const requestId = some('A-Za-z0-9_\\-', 16);
const printable = legal(2048, [some('\\u0021-\\u007e', 1)]);
// a parameter that stands for the whole may be a star, which is no resource
const anyResource = {
  ...printable,
  accepts: (text: string): boolean =>
    printable.accepts(text) && !(text.length === 1 && isHole(text) && !isAccountHole(text)),
};

/** The accounts that a class of resources may be in, by pairs with the account of the caller. */
export function accountPairs({ whose }: ResourceClass, grant: Grant, own: Text): Accounts[] {
  const spelled = spelledAccounts(grant).filter((account) => !account.equals(own));
  // where the own account is not known, one that the policy spells may be it
  const callers = own.literal === undefined ? [own, ...spelled.filter(({ literal }) => literal !== undefined)] : [own];
  const within = callers.map((caller) => ({ caller, resource: caller }));
  const beyond = spelled.map((resource) => ({ caller: own, resource }));
  const unnamed = { caller: own, resource: Text.of(unnamedAccount([own, ...spelled])), unnamed: true } as const;
  const fitting = accountsLike(grant, [own, ...spelled]).map(
    (resource) => ({ caller: own, resource, unnamed: true }) as const,
  );
  switch (whose) {
    case 'own':
      return within;
    case 'unnamed':
      return [unnamed];
    case 'fitting':
      return fitting;
    case 'named':
      return [{ caller: own, resource: own }, ...beyond];
    case 'any':
      return [{ caller: own, resource: own }, ...beyond, ...fitting, unnamed];
  }
}
