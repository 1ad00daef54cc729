import { createGuard, Text } from '../../shared';
import { decidePolicy } from '../../shared/iam/request';
import type { Request } from '../../shared/model/finding';
import { assignments } from '../../shared/rules/readings';
import type { Question } from '../../shared/search/question';
import * as searching from '../../shared/search/search';
import { own } from '../table/build';
import { tables } from '../table/all';
import { settingsOf, subjectOf, today, type Row, type Table } from '../table';
import { askedRequest, sourceOf } from './asked';
import { concrete, fillingOf } from './concrete';
import { explain } from './differences';
import { casesOr, Random, seedFor } from './random';
import { simulator } from './simulate';
import type { Document } from './unveil';
import { unveiled } from './unveil';
import { holesIn } from '../table/witness';

const trustTables = tables.filter(({ rule }) => rule.kind === 'trust');

/** The questions that a rule asks about a row. */
function questionsOf(row: Row, of: Table): Question[] {
  const spy = jest.spyOn(searching, 'search');
  createGuard(settingsOf(row, of), { today, rules: [of.rule] }).judge(subjectOf(row));
  const questions = spy.mock.calls.map(([, question]) => question);
  spy.mockRestore();
  return questions;
}

/** The policies that a row can turn out to be. */
function policiesOf(row: Row): Document[] {
  const { trust } = subjectOf(row);
  return assignments(trust).flatMap(({ assignment }) => concrete(trust, assignment) ?? []);
}

const owner = { account: Text.of(own) };

/** Whether the simulator lets a request in for no reason that is known to be its own; the reasons otherwise. */
function judge(policy: Document, request: Request): { readonly allowed: boolean; readonly because: readonly string[] } {
  const pair = { policy, kind: 'session', request, full: request } as unknown as Parameters<typeof explain>[0];
  if (!simulator(policy)(request)) return { allowed: false, because: [] };
  if (decidePolicy(policy, request, owner).is === 'yes') return { allowed: true, because: [] };
  const { names } = explain(pair);
  return { allowed: names.size === 0, because: [...names] };
}

test('where a rule passes, the simulator denies thousands of requests of its class', () => {
  const random = new Random(seedFor('no-miss'));
  const each = casesOr(1000);
  const count = { rows: 0, asked: 0, tried: 0, exempt: 0 };
  const idle = new Set<string>();
  const reasons = new Map<string, number>();
  const wrong: unknown[] = [];
  for (const table of trustTables) {
    for (const row of table.pass) {
      count.rows++;
      const sources = questionsOf(row, table).flatMap((question) =>
        policiesOf(row).flatMap((policy) => sourceOf(question, policy) ?? []),
      );
      if (sources.length === 0) idle.add(`${table.rule.name}: ${row.name}`);
      for (const source of sources) {
        count.asked++;
        const simulate = simulator(source.policy);
        for (let left = Math.ceil(each / sources.length); left > 0; left--) {
          const request = askedRequest(source, random);
          if (request === undefined) continue;
          count.tried++;
          if (!simulate(request)) continue;
          const { allowed, because } = judge(source.policy, request);
          if (because.length > 0) count.exempt++;
          for (const name of because) reasons.set(name, (reasons.get(name) ?? 0) + 1);
          if (allowed && wrong.length < 30)
            wrong.push({ rule: table.rule.name, row: row.name, policy: source.policy, request });
          if (allowed) break;
        }
      }
    }
  }
  process.stdout.write(
    `${JSON.stringify(count)}, nobody to ask about in ${idle.size} rows: ${JSON.stringify([...reasons])}\n`,
  );
  if (process.env['WRONG'] !== undefined)
    require('node:fs').writeFileSync(process.env['WRONG'], JSON.stringify(wrong, null, 1));
  expect(wrong).toEqual([]);
  expect(count.tried).toBeGreaterThan(count.rows * 10);
});

test('what a rule shows as a way in, the simulator lets in', () => {
  const exempt = new Map<string, number>();
  const wrong: unknown[] = [];
  let shown = 0;
  for (const table of trustTables) {
    for (const row of table.fail) {
      const subject = subjectOf(row);
      const { findings } = createGuard(settingsOf(row, table), { today, rules: [table.rule] }).judge(subject);
      for (const { request } of findings) {
        if (request === undefined) continue;
        shown++;
        const policies = policiesOf(row);
        const reasons = new Set<string>();
        const filled = withHoles(request, row);
        const lets = policies.some((policy) => {
          const simulate = simulator(policy);
          return unveiled(filled, policy).some((full) => {
            if (simulate(completed(full))) return true;
            const pair = { policy, kind: 'session', request: full, full: completed(full) } as unknown as Parameters<
              typeof explain
            >[0];
            if (decidePolicy(policy, full, owner).is === 'yes')
              for (const name of explain(pair).names) reasons.add(name);
            return false;
          });
        });
        if (lets) continue;
        if (policies.length === 0) reasons.add('IAM would refuse the document, and the simulator cannot read it');
        for (const name of reasons) exempt.set(name, (exempt.get(name) ?? 0) + 1);
        if (reasons.size === 0) wrong.push({ rule: table.rule.name, row: row.name, policies, request });
      }
    }
  }
  process.stdout.write(`${shown} requests shown, exempt: ${JSON.stringify([...exempt])}\n`);
  if (process.env['WRONG'] !== undefined)
    require('node:fs').writeFileSync(`${process.env['WRONG']}.witness`, JSON.stringify(wrong, null, 1));
  expect(wrong).toEqual([]);
  expect([...exempt.values()].reduce((sum, times) => sum + times, 0)).toBeLessThan(shown / 5);
});

/** The request with what the holes in it turn out to be. */
function withHoles(request: Request, row: Row): Request {
  const holes = holesIn(subjectOf(row).trust);
  const known = [...holes, { id: 'AWS::AccountId', domain: 'account' } as const];
  const fill = (text: string): string =>
    known.reduce((before, hole) => before.replaceAll(`<${hole.id}>`, fillingOf(hole)), text);
  const context = Object.entries(request.context).map(([key, value]) => [
    key,
    typeof value === 'string' ? fill(value) : value.map(fill),
  ]);
  return {
    ...request,
    principal: { ...request.principal, id: fill(request.principal.id) },
    context: Object.fromEntries(context),
  };
}

/** The request with what AWS adds for its caller. */
function completed(request: Request): Request {
  const { type, id } = request.principal;
  const service: Request['context'] = { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': id };
  const signed: Request['context'] = {
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': id.includes(':user/') ? 'User' : 'AssumedRole',
  };
  const facts = type === 'AWS' ? signed : type === 'Service' ? service : {};
  return {
    ...request,
    context: { 'aws:ViaAWSService': 'false', 'aws:ResourceAccount': own, ...facts, ...request.context },
  };
}
