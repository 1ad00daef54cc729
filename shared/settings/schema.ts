import * as v from 'valibot';
import { readyMade } from './ready-made';
import { type KnownRules, ruleSettings } from './rule-names';
import { exception, override, sessions } from './scoped';
import { account, day, either, listOf, must, mustBeObject, oneOf, organizationId, text, yesOrNo } from './values';

const thirdParty = v.object(
  {
    account,
    name: text('the name of the third party'),
    externalId: v.pipe(
      oneOf(['required', 'vendor-format', 'not-supported']),
      v.description('Whether it must present an external ID, gives out IDs of a fixed form, or cannot present one'),
    ),
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
    own: v.optional(v.pipe(listOf(account, 'account numbers'), v.description('Accounts of your own'))),
    organization: v.optional(
      v.pipe(organization, v.description('Your organization, and those of its accounts that may be trusted')),
    ),
    thirdParties: v.optional(
      v.pipe(listOf(thirdParty, 'third parties'), refuseTwins(), v.description('Other companies that are approved')),
    ),
  },
  mustBeObject(),
);

/** What settings may build upon: two sets of levels, and the names of ready-made exceptions. */
const bases = oneOf(['recommended', 'strict', ...readyMade.names]);

/** The one schema of settings, for the rules that are known. */
export function settingsSchema(known: KnownRules) {
  const rules = ruleSettings(known);
  return v.object(
    {
      $schema: v.optional(v.string(must('text'))),
      extends: about(
        either<Base | readonly Base[]>((input) => Array.isArray(input), listOf(bases, 'such words'), bases),
        'recommended, or strict: warnings and the undecided block, and rules that are off are asked; ready-made exceptions',
      ),
      enforce: about(oneOf(['block', 'audit']), 'block, or audit: nothing blocks, everything is shown'),
      acknowledgements: about(yesOrNo, 'Whether findings may be accepted where a role is declared'),
      accounts: about(accounts, 'Whose an account is'),
      sessions: v.optional(sessions),
      rules: about(rules, 'For each rule a level, or a level and options'),
      overrides: about(listOf(override(rules), 'overrides'), 'Other sessions and levels for some roles'),
      undecided: about(oneOf(['error', 'warning', 'info']), 'What an undecided finding counts as at most'),
      exceptions: about(listOf(exception(known), 'exceptions'), 'Findings that are accepted, each with a reason'),
      baseline: about(text('the name of a file'), 'The file of findings that are known already; only new ones count'),
      locked: about(yesOrNo, 'Whether weaker sources of settings may only tighten these'),
    },
    mustBeObject(),
  );
}

type Base = v.InferOutput<typeof bases>;

function about<Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.optional(v.pipe(schema, v.description(description)));
}

function refuseTwins<Input extends readonly { readonly account: string }[]>() {
  return v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const numbers = dataset.value.map((party) => party.account);
    const twins = new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index));
    for (const twin of twins) addIssue({ message: `lists account ${twin} more than once: keep one entry` });
  });
}
