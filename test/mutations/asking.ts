import * as granting from '../../shared/search/grant';
import * as parts from '../../shared/search/grant-parts';
import * as outlines from '../../shared/search/outline';
import * as searching from '../../shared/search/search';
import type { GrantQuestion } from '../../shared/search/grant-question';
import type { Question } from '../../shared/search/question';
import { problemsOf, type Placed } from '../../shared/testing/judge';
import type { Table } from '../table';
import { claimOf, type Any, type Mutant } from './mutants';

/** A question of a rule, under a name that is the same in every row. */
export interface Seen {
  readonly name: string;
  readonly question: Any;
  /** The claims that it has spoken of. */
  readonly claims: readonly string[];
  /** The rows in which it is asked, those first that are judged at once; what has killed one mutant comes first. */
  readonly rows: Placed[];
}

const { search } = searching;
const { searchGrant } = granting;
const { hasNoCaller } = outlines;
const { grantParts } = parts;

/** What a rule does with its rows where each of its questions is asked as `change` has it. */
function asking<T>(
  change: (question: Any) => Any | undefined,
  run: () => T,
  preparing = (question: Any): Any | undefined => question,
): T {
  const spies = [
    // policies are prepared for the accounts of a question's resource before it is asked
    jest.spyOn(parts, 'grantParts').mockImplementation((grant, question, own) => {
      const changed = preparing(question);
      return changed === undefined ? [] : grantParts(grant, changed as GrantQuestion, own);
    }),
    jest.spyOn(searching, 'search').mockImplementation((policy, question, options) => {
      const changed = change(question);
      return changed === undefined ? [] : search(policy, changed as Question, options);
    }),
    jest.spyOn(outlines, 'hasNoCaller').mockImplementation((outline, question) => {
      const changed = change(question);
      return changed === undefined || hasNoCaller(outline, changed as Question);
    }),
    jest.spyOn(granting, 'searchGrant').mockImplementation((grant, question, kinds, options) => {
      const changed = change(question);
      return changed === undefined ? [] : searchGrant(grant, changed as GrantQuestion, kinds, options);
    }),
  ];
  try {
    return run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function rowsOf({ pass, fail, unknown }: Table): Placed[] {
  return [
    ...fail.map((row) => ({ column: 'fail', row }) as const),
    ...pass.map((row) => ({ column: 'pass', row }) as const),
    ...unknown.map((row) => ({ column: 'unknown', row }) as const),
  ];
}

/** The questions that a rule asks in all rows of its table. */
export function questionsOf(table: Table): Seen[] {
  const seen = new Map<string, { question: Any; claims: Set<string>; rows: Set<Placed> }>();
  let row: Placed | undefined;
  const note = (question: Any): Any => {
    // who may do everything is asked for every rule, and is one rule's own question
    if (isAside(question, table)) return question;
    const name = nameOf(question);
    const known = seen.get(name) ?? { question, claims: new Set<string>(), rows: new Set<Placed>() };
    if ('caller' in question && typeof question.caller.organization === 'object') known.question = question;
    seen.set(name, known);
    if (row !== undefined) known.rows.add(row);
    if (!('claims' in question) || question.claims === undefined) return question;
    const { claims } = question;
    return {
      ...question,
      claims: (issuer) => {
        const wishes = claims(issuer);
        for (const key of Object.keys(wishes)) known.claims.add(claimOf(key));
        return wishes;
      },
    };
  };
  const took = new Map<Placed, number>();
  const run = (): void => {
    for (row of rowsOf(table)) {
      const start = performance.now();
      problemsOf(row, table);
      took.set(row, performance.now() - start);
    }
  };
  // a mutant may be prepared for where the question is not
  asking(note, run, note);
  const timeOf = (one: Placed): number => took.get(one) ?? 0;
  return [...seen].map(([name, { question, claims, rows }]) => ({
    name,
    question,
    claims: [...claims],
    rows: [...rows].sort((one, other) => timeOf(one) - timeOf(other)),
  }));
}

/** The first row that a mutant of one question turns red; undefined where all hold as before. */
export function killerOf(mutant: Mutant, { name, rows }: Seen, table: Table): string | undefined {
  const made = new Map<Any, Any | undefined>();
  const change = (question: Any): Any | undefined => {
    // questions are asked again as the same objects, and what is remembered of them counts
    if (!made.has(question)) made.set(question, nameOf(question) === name ? mutant.of(question) : question);
    return made.get(question);
  };
  const index = asking(change, () => rows.findIndex((row) => problemsOf(row, table).length > 0), change);
  const [killer] = index < 0 ? [] : rows.splice(index, 1);
  if (killer !== undefined) rows.unshift(killer);
  return killer?.row.name;
}

function isAside(question: Any, { rule }: Table): boolean {
  return 'resource' in question && question.resource.of === 'unheard' && rule.name !== 'full-admin';
}

/** What a question says but for what the settings put into it and for what only a run can tell. */
function nameOf(question: Any): string {
  const before = names.get(question);
  if (before !== undefined) return before;
  const name = JSON.stringify(question, (key, value: unknown) => {
    // sentences tell questions apart
    if (typeof value === 'function') return key === 'says' ? String(value) : 'computed';
    if (key === 'except') return 'some';
    return key === 'organization' && value !== 'any' ? 'some' : value;
  });
  names.set(question, name);
  return name;
}

const names = new WeakMap<Any, string>();
