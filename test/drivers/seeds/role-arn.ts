import type { Text } from '../../../shared/model/text';

/** The path and name of a role whose ARN is known; undefined where it is not. */
export function namedBy(arn: Text | undefined): { readonly path: string; readonly name: string } | undefined {
  const [, path, name] = /^arn:[\w-]+:iam::\d{12}:role(\/(?:[^*]+\/)?)([^/*]+)$/.exec(arn?.literal ?? '') ?? [];
  return path === undefined || name === undefined ? undefined : { path, name };
}
