import type { RoleSubject, Subject } from '../model/subject';
import type { Circumstances } from '../rules/circumstances';
import type { Remark, Rule } from '../rules/rule';
import { rules as ownRules } from '../rules/index';

// Rules of somebody else's may look at a subject's path too; the package's own look at nothing but these.
const own: ReadonlyMap<Rule, number> = new Map(ownRules.map((rule, index) => [rule, index]));
const mostRemembered = 5000;
// a longer document is rare, and its length itself may be a finding
const longest = 3000;

/** Gives what a rule says about a subject, and judges a document that stands in many roles once. */
export class Alike {
  readonly #said = new Map<string, (readonly Remark[] | undefined)[]>();
  #circumstances: Circumstances | undefined;
  #subject: Subject | undefined;
  #found: (readonly Remark[] | undefined)[] | undefined;

  judge(rule: Rule, subject: Subject, circumstances: Circumstances): readonly Remark[] {
    const index = subject.kind === 'role' ? own.get(rule) : undefined;
    const said = index === undefined ? undefined : this.#saidOf(subject as RoleSubject, circumstances);
    if (index === undefined || said === undefined) return rule.judges(subject, circumstances);
    return (said[index] ??= rule.judges(subject, circumstances));
  }

  /** What the rules have said of such a subject, in their order; undefined where nothing is remembered. */
  #saidOf(subject: RoleSubject, circumstances: Circumstances): (readonly Remark[] | undefined)[] | undefined {
    if (this.#subject === subject && this.#circumstances?.settings === circumstances.settings) return this.#found;
    const name = this.#nameOf(subject, circumstances);
    this.#found = name === undefined ? undefined : this.#said.get(name);
    if (name !== undefined && this.#found === undefined) {
      if (this.#said.size >= mostRemembered) this.#said.clear();
      this.#said.set(name, (this.#found = []));
    }
    return this.#found;
  }

  /** What two subjects share about which the rules say the same; undefined where nothing is remembered. */
  #nameOf(subject: RoleSubject, circumstances: Circumstances): string | undefined {
    if (this.#circumstances?.settings !== circumstances.settings) {
      this.#said.clear();
      this.#circumstances = circumstances;
    }
    this.#subject = subject;
    return name(subject);
  }
}

function name({ trust, maxSeconds, owner }: RoleSubject): string | undefined {
  let document: string;
  try {
    document = JSON.stringify([trust, maxSeconds]);
  } catch {
    return undefined;
  }
  // holes and choices are objects in JSON, which a document may spell as well
  if (document.length > longest || /"(pieces|otherwise)":/.test(document)) return undefined;
  // one statement's Sid says nothing; of several, two may be the same
  const sids = document.match(/"Sid":"[A-Za-z0-9]*"/g);
  const whose = [owner.account, owner.partition, owner.region, owner.organization].join(' ');
  return `${whose} ${sids?.length === 1 ? document.replace(sids[0], '"Sid":""') : document}`;
}
