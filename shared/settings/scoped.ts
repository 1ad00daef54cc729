import * as v from 'valibot';
import { acceptable, type KnownRules } from './rule-names';
import { account, day, glob, inEditors, jsonPointer, mustBeObject, reason, seconds, text } from './values';

// IAM, Roles Anywhere, IoT and STS accept no value outside these bounds, so a limit there would mean nothing:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
// https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html
/** The longest sessions allowed. */
export const sessions = v.pipe(
  v.object(
    {
      role: v.optional(seconds(3600, 43200)),
      permissionSet: v.optional(seconds(3600, 43200)),
      rolesAnywhere: v.optional(seconds(900, 43200)),
      roleAlias: v.optional(seconds(900, 43200)),
      provider: v.optional(seconds(900, 43200)),
    },
    mustBeObject('an object of seconds'),
  ),
  v.description('The longest sessions allowed, in seconds'),
);

const scope = { where: v.optional(glob), at: v.optional(jsonPointer), account: v.optional(account) };

const scopeInEditors = { anyOf: Object.keys(scope).map((part) => ({ required: [part] })) };

/** Sessions, levels and options for some roles. */
export function override<Rules extends v.GenericSchema>(rules: Rules) {
  return v.pipe(
    v.object({ ...scope, sessions: v.optional(sessions), rules: v.optional(rules) }, mustBeObject()),
    requireScope('what holds everywhere stands in "sessions" and "rules"'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.value.at === undefined) return;
      if (dataset.value.sessions === undefined && !hasOptions(dataset.value.rules)) return;
      addIssue({ message: 'has "at", which can narrow levels of rules only, not sessions or options of rules' });
    }),
    inEditors({ ...scopeInEditors, not: { required: ['at', 'sessions'] } }),
  );
}

function hasOptions(rules: unknown): boolean {
  return Object.values(rules ?? {}).some(
    (rule: unknown) => typeof rule === 'object' && rule !== null && Object.keys(rule).some((key) => key !== 'level'),
  );
}

/** Findings of a rule that are accepted. */
export function exception(known: KnownRules) {
  const fields = {
    ...scope,
    rule: acceptable(known),
    reason,
    owner: v.optional(v.pipe(text('who answers for it'), v.description('Who answers for it'))),
    expires: v.optional(day),
  };
  return v.pipe(
    v.object(fields, mustBeObject()),
    requireScope('to turn a rule down everywhere, use "rules"'),
    inEditors(scopeInEditors),
  );
}

type Scoped = { readonly [Part in 'where' | 'at' | 'account']?: string | undefined };

function requireScope<Input extends Scoped>(instead: string) {
  return v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { where, at, account } = dataset.value;
    if ((where ?? at ?? account) !== undefined) return;
    addIssue({ message: `needs "where", "at" or "account" to say what it applies to; ${instead}` });
  });
}
