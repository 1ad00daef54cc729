import type { Hole, Text } from '../../../shared/model/text';

/** The path and name of a role whose ARN is known; undefined where it is not. */
export function namedBy(arn: Text | undefined): { readonly path: string; readonly name: string } | undefined {
  const [, path, name] = /^arn:[\w-]+:iam::\d{12}:role(\/(?:[^*]+\/)?)([^/*]+)$/.exec(arn?.literal ?? '') ?? [];
  return path === undefined || name === undefined ? undefined : { path, name };
}

/** The hole that stands for the name in the ARN of a role which only a deployment names. */
export function nameHoleOf(arn: Text | undefined): Hole | undefined {
  const last = arn?.pieces.at(-1);
  return typeof last === 'object' && last.domain === 'name' ? last : undefined;
}
