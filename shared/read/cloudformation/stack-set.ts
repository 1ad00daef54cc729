import { isMap } from '../../model/tree';
import { own } from '../json';
import { read } from './resolve';
import type { Scope } from './scope';

/** The template that a stack set rolls out, or why it cannot be read. */
export type Body = { readonly template: unknown; readonly isText: boolean } | { readonly problem: string };

// what a template that makes roles, or hands out permissions, must spell somewhere
const mayMakeRoles = /AWS::IAM::|AWS::SSO::|AWS::CloudFormation::StackSet|AWS::Serverless::|Transform|Fn::ForEach/;

/** The template in a stack set's TemplateBody; undefined where there is none, or one that names no role. */
export function stackSetBody(body: unknown, scope: Scope): Body | undefined {
  if (body === undefined) return undefined;
  if (own(body, 'Resources') !== undefined) return { template: body, isText: false };
  const tree = read(body, scope);
  if (isMap(tree)) return { template: tree, isText: false };
  if (typeof tree !== 'string') {
    return {
      problem: 'the template body is put together at deployment, so its roles cannot be seen: give it as a literal',
    };
  }
  const parsed = valueIn(tree, scope);
  if (parsed !== undefined) return { template: parsed.value, isText: true };
  return mayMakeRoles.test(tree)
    ? {
        problem: `the template body is ${syntaxes(scope)}, so its roles cannot be seen: mend it, or give it as an object`,
      }
    : undefined;
}

function valueIn(text: string, { knowledge }: Scope): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    const parsed = knowledge.parseText?.(text);
    return parsed !== undefined && 'value' in parsed ? parsed : undefined;
  }
}

function syntaxes({ knowledge }: Scope): string {
  return knowledge.parseText === undefined ? 'not JSON' : 'neither JSON nor YAML';
}
