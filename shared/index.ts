export type { Locate, Position } from './books';
export { knownRules } from './books/known';
export { ruleLevel } from './books/levels';
export { docsOf, ownRules } from './books/pages';
export { summarize } from './books/summary';
export { check, createGuard, type Guard, type GuardOptions, type Judged } from './guard';
export type { Acknowledgement } from './model/acknowledgement';
export type * from './model/finding';
export type * from './model/subject';
export { withAcknowledged } from './model/subject';
export { Text, type Domain, type Hole } from './model/text';
export type { Assignment, Choice, Tree, TreeMap } from './model/tree';
export { isKnown, knownSentence } from './books/baseline';
export { acceptedNow, belongsInBaseline, judgedIn, updateBaseline, type IsJudged } from './books/baseline-update';
export { ruleCards } from './cards';
export type { About, RuleCard } from './report/about';
export { clean } from './report/clean';
export { formNamed, forms, type Form } from './report/forms';
export { jsonReport } from './report/json';
export { acceptedLines, findingLines, textReport, type Painter, type Style } from './report/text';
export { knownAccounts, standsAs, who, type Standing } from './rules/words/accounts';
export type { Circumstances } from './rules/circumstances';
export { rules } from './rules/index';
export { rulesWith } from './rules/own';
export { didYouMean } from './settings/did-you-mean';
export { demandOptions } from './settings/options-given';
export { levels } from './settings/strength';
export { grantRule, type AskedGrant, type GrantAsker, type GrantQuestion, type GrantRule } from './rules/grants';
export type { ResourceClass } from './rules/grants';
export { programRule, type ProgramRule } from './rules/program';
export type { Placed, Remark, Rule, RulePage } from './rules/rule';
export {
  documentRule,
  trustRule,
  valueRule,
  type Asked,
  type Asker,
  type DocumentRule,
  type TrustRule,
  type ValueRule,
} from './rules/kinds';
export { vendorName } from './iam/vendors';
export { decideIdentity, type IdentityPolicies } from './iam/grant-request';
export { decidePolicy as decide } from './iam/request';
export type { Truth } from './iam/truth';
export { searchPolicy as search } from './search/ask';
export type { Answer, SearchOptions } from './search/search';
export {
  absent,
  absentOr,
  elsewhere,
  foreign,
  iamKinds,
  unlisted,
  type CallerClass,
  type Question,
  type Tags,
  type Wish,
} from './search/question';
export { sends } from './search/question/sends';
export * from './settings';
export { allow, choice, deny, doc, hole, when } from './testing/build';
export type { FailRow, Row, Rows, Seed, UnknownRow } from './testing/rows';
export { testRule } from './testing';
