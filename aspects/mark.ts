import type { IConstruct } from 'constructs';

/** The ways to judge an app; one app takes one of them. */
export type HostName = 'attachGuardrails' | 'GuardrailsAspect' | 'StsGuardrailsChecks';

// Registered, so that two copies of this package see each other.
const HOST = Symbol.for('sts-guardrails.host');

/** Marks the app of this construct as judged by this host; what is wrong where another judges it already. */
export function claim({ node: { root } }: IConstruct, host: HostName): string | undefined {
  const marked = root as IConstruct & { [HOST]?: HostName };
  const other = marked[HOST];
  if (other === undefined) Object.defineProperty(root, HOST, { value: host });
  return other === undefined || other === host
    ? undefined
    : `this App is judged by ${other} and by ${host}: keep one of them, or findings show up twice`;
}
