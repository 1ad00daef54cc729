import type { CallerKind } from './keys';

/** Who makes the call, coded with the holes of the policy it is asked of. */
export interface Caller {
  readonly kind: CallerKind;
  /** As a Principal element would name it: an ARN, a service name, a provider. */
  readonly id: string;
  /** What aws:PrincipalArn holds; empty for services and federated calls. */
  readonly arn: string;
  /** 12 digits, or a hole; empty for services and for built-in identity providers. */
  readonly account: string;
  /** Whether the account is one that the policy cannot name. */
  readonly fresh: boolean;
  /** The code of the principal entry that this caller is, where the entry does not tell whom it names. */
  readonly entry?: string;
}

export type PrincipalType = 'AWS' | 'Service' | 'Federated';

export function principalType(kind: CallerKind): PrincipalType {
  if (kind === 'service') return 'Service';
  return kind === 'saml' || kind === 'web-identity' ? 'Federated' : 'AWS';
}

/** The name of an IAM user, which is the last part of its ARN; empty for everybody else. */
export function usernameOf({ kind, arn }: Pick<Caller, 'kind' | 'arn'>): string {
  return kind === 'user' ? arn.slice(arn.lastIndexOf('/') + 1) : '';
}

/** The account of an ARN, as coded; empty where there is none. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
