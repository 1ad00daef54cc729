import type { RoleSubject, Subject } from '../model/subject';
import type { Circumstances } from '../rules/circumstances';
import type { Remark, Rule } from '../rules/rule';
import { rules as ownRules } from '../rules/index';

// Rules of somebody else's may look at a subject's path too; the package's own look at nothing but these.
const own: ReadonlySet<Rule> = new Set(ownRules);
const mostRemembered = 5000;
// a longer document is rare, and its length itself may be a finding
const longest = 3000;

/** Gives what a rule says about a subject, and judges a document that stands in many roles once. */
export class Alike {
  readonly #said = new Map<string, Map<Rule, readonly Remark[]>>();
  #circumstances: Circumstances | undefined;
  #subject: Subject | undefined;
  #name: string | undefined;

  judge(rule: Rule, subject: Subject, circumstances: Circumstances): readonly Remark[] {
    const name = subject.kind === 'role' && own.has(rule) ? this.#nameOf(subject, circumstances) : undefined;
    if (name === undefined) return rule.judges(subject, circumstances);
    let said = this.#said.get(name);
    if (said === undefined) {
      if (this.#said.size >= mostRemembered) this.#said.clear();
      this.#said.set(name, (said = new Map()));
    }
    const remarks = said.get(rule) ?? rule.judges(subject, circumstances);
    said.set(rule, remarks);
    return remarks;
  }

  /** What two subjects share about which the rules say the same; undefined where nothing is remembered. */
  #nameOf(subject: RoleSubject, circumstances: Circumstances): string | undefined {
    if (this.#circumstances?.settings !== circumstances.settings) {
      this.#said.clear();
      this.#circumstances = circumstances;
      this.#subject = undefined;
    }
    if (this.#subject !== subject) {
      this.#subject = subject;
      this.#name = name(subject);
    }
    return this.#name;
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
