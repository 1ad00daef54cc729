import * as v from 'valibot';
import { type KnownRules, acceptable, ruleSettings } from './rule-names';
import {
  account,
  day,
  glob,
  jsonPointer,
  listOf,
  must,
  mustBeObject,
  oneOf,
  organizationId,
  seconds,
  text,
} from './values';

// IAM, Roles Anywhere, IoT and STS accept no value outside these bounds, so a limit there would mean nothing:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
// https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html
const sessions = v.object(
  {
    role: v.optional(seconds(3600, 43200)),
    permissionSet: v.optional(seconds(3600, 43200)),
    rolesAnywhere: v.optional(seconds(900, 43200)),
    roleAlias: v.optional(seconds(900, 43200)),
    provider: v.optional(seconds(900, 43200)),
  },
  mustBeObject('an object of seconds'),
);

const thirdParty = v.object(
  {
    account,
    name: text('the name of the third party'),
    externalId: oneOf(['required', 'vendor-format', 'not-supported']),
    reason: v.optional(text('the reason')),
    expires: v.optional(day),
  },
  mustBeObject(),
);

const organization = v.object(
  { id: v.optional(organizationId), accounts: v.optional(listOf(account, 'account numbers')) },
  mustBeObject(),
);

const accounts = v.object(
  {
    own: v.optional(listOf(account, 'account numbers')),
    organization: v.optional(organization),
    thirdParties: v.optional(v.pipe(listOf(thirdParty, 'third parties'), refuseTwins())),
  },
  mustBeObject(),
);

const scope = { where: v.optional(glob), at: v.optional(jsonPointer), account: v.optional(account) };

/** The one schema of settings, for the rules that are known. */
export function settingsSchema(known: KnownRules) {
  const rules = v.optional(ruleSettings(known));
  return v.object(
    {
      $schema: v.optional(v.string(must('text'))),
      extends: v.optional(v.literal('recommended', notYet('"extends" with anything but "recommended"'))),
      enforce: v.optional(oneOf(['block', 'audit'])),
      accounts: v.optional(accounts),
      sessions: v.optional(sessions),
      rules,
      overrides: v.optional(listOf(override(rules), 'overrides')),
      undecided: v.optional(oneOf(['error', 'warning', 'info'])),
      exceptions: v.optional(listOf(exception(known), 'exceptions')),
      baseline: v.optional(v.never(notYet('"baseline"'))),
      locked: v.optional(v.literal(false, notYet('"locked"'))),
    },
    mustBeObject(),
  );
}

function notYet(what: string) {
  return () => `${what} is not supported yet by this version of sts-guardrails: take it out`;
}

function override(rules: v.OptionalSchema<v.GenericSchema, undefined>) {
  return v.pipe(
    v.object({ ...scope, sessions: v.optional(sessions), rules }, mustBeObject()),
    requireScope('what holds everywhere stands in "sessions" and "rules"'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.value.at === undefined) return;
      if (dataset.value.sessions === undefined && !hasOptions(dataset.value.rules)) return;
      addIssue({ message: 'has "at", which can narrow levels of rules only, not sessions or options of rules' });
    }),
  );
}

function hasOptions(rules: unknown): boolean {
  return Object.values(rules ?? {}).some(
    (rule: unknown) => typeof rule === 'object' && rule !== null && Object.keys(rule).some((key) => key !== 'level'),
  );
}

function exception(known: KnownRules) {
  const fields = {
    ...scope,
    rule: acceptable(known),
    reason: text('the reason'),
    owner: v.optional(text('who answers for it')),
    expires: v.optional(day),
  };
  return v.pipe(v.object(fields, mustBeObject()), requireScope('to turn a rule down everywhere, use "rules"'));
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

function refuseTwins<Input extends readonly { readonly account: string }[]>() {
  return v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const numbers = dataset.value.map((party) => party.account);
    const twins = new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index));
    for (const twin of twins) addIssue({ message: `lists account ${twin} more than once: keep one entry` });
  });
}
