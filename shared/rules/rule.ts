import type { Level, Request } from '../model/finding';
import type { Subject } from '../model/subject';
import type { OptionShape, Settings } from '../settings';
import type { Circumstances } from './circumstances';

/** What a rule says about one place of a subject, before levels and exceptions. */
export interface Remark {
  readonly verdict: 'fail' | 'unknown';
  /** JSON pointer from the root of the policy or value. */
  readonly at: string;
  readonly message: string;
  /** A weaker level than the rule's own, where this remark deserves no more. */
  readonly atMost?: Level;
  readonly request?: Request;
  /** What an unknown verdict depends on. */
  readonly because?: string;
  /** What tells this remark from others of the same rule on the same subject; goes into the fingerprint. */
  readonly mark?: string;
}

/** What every rule has. */
export interface RulePage {
  /** The file name, the page name, the Pulumi policy name and the nag suffix. */
  readonly name: string;
  /** Id of the organization's control that the rule serves, such as `IAM-STS-2`. */
  readonly guardrail?: string;
  readonly level: Level | 'off' | ((settings: Settings) => Level | 'off');
  /** One sentence: what holds where the rule passes. */
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly string[];
  /** The options that settings may give the rule, beside its level. */
  readonly options?: { readonly [name: string]: OptionShape };
  /** Silent where another rule has a finding of at least its level on the same place. */
  readonly yields?: true;
}

/** A rule, ready to be asked about one subject. */
export interface Rule extends RulePage {
  readonly kind: 'trust' | 'grant' | 'document' | 'value' | 'program';
  readonly judges: (subject: Subject, circumstances: Circumstances) => readonly Remark[];
  /** What is to be said once all subjects of a run are known; for rules on a whole program. */
  readonly judgesAll?: (subjects: readonly Subject[], circumstances: Circumstances) => readonly Placed[];
}

/** A remark with the subject that it stands at. */
export interface Placed {
  readonly subject: Subject;
  readonly remark: Remark;
}
