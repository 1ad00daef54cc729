import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Rule, rulesWith } from '../shared/index';

/** Why rules of one's own cannot be asked; the message says which module and what to do. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
}

/**
 * The package's rules and after them those of these modules: files or packages named from the working folder, each
 * with an array `rules` (or an array as its default). Throws RulesError.
 */
export function loadRules(modules: readonly string[], cwd: string): readonly Rule[] {
  const own = modules.flatMap((name) => rulesIn(name, cwd));
  try {
    return rulesWith(own);
  } catch (error) {
    throw new RulesError(`the rules of ${modules.join(', ')} cannot be asked: ${messageOf(error)}`);
  }
}

function rulesIn(name: string, cwd: string): readonly Rule[] {
  const exported = exportsOf(name, cwd);
  const inside = [exported, member(exported, 'default')].flatMap((one) => [member(one, 'rules'), one]);
  const rules = inside.find(Array.isArray) as readonly Rule[] | undefined;
  if (rules === undefined) throw new RulesError(`${name} exports no array of rules: export one under the name rules`);
  if (rules.length === 0) throw new RulesError(`${name} exports an empty array of rules: put a rule into it`);
  return rules;
}

function exportsOf(name: string, cwd: string): unknown {
  const from = createRequire(join(cwd, 'package.json'));
  const file = resolve(cwd, name);
  try {
    // people name a file of this folder without ./ before it
    return from(existsSync(file) ? file : name) as unknown;
  } catch (error) {
    throw new RulesError(`${name} cannot be loaded: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = String(member(error, 'code'));
  if (code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE') return 'write it as a CommonJS module';
  const hint = code === 'MODULE_NOT_FOUND' ? '; name a file, or a package installed here' : '';
  return `${messageOf(error).split('\n')[0]}${hint}`;
}

function messageOf(error: unknown): string {
  const message = member(error, 'message');
  return typeof message === 'string' ? message : String(error);
}

function member(value: unknown, name: string): unknown {
  const holds = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holds ? (value as { readonly [name: string]: unknown })[name] : undefined;
}
