import fc from 'fast-check';
import type { RoleSubject } from '../../shared/model/subject';
import type { Link } from '../../shared/rules/words/links';
import { type Way, Ways } from '../../shared/rules/words/ways';

type Graph = readonly (readonly number[])[];

/** Roles by number, each with the numbers of those that it lets in. */
const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .array(fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), {
      minLength: size,
      maxLength: size,
    })
    .map((graph) => graph.map((from, role) => from.filter((other) => other !== role))),
);

function linksOf(graph: Graph): ReadonlyMap<string, Link> {
  const subject = (id: string): RoleSubject => ({
    kind: 'role',
    place: { id, type: 'AWS::IAM::Role', path: id },
    owner: {},
    trust: undefined,
    maxSeconds: undefined,
  });
  return new Map(
    graph.map((from, role) => [
      String(role),
      { subject: subject(String(role)), from: from.map((one) => ({ from: String(one), at: '' })) },
    ]),
  );
}

/** How many roles the way to a role has from one that is most steps away, looked for without any short cut. */
function longest(role: number, graph: Graph): number {
  const lengths = new Map([[role, 1]]);
  for (const [to, length] of lengths)
    for (const from of graph[to] ?? []) if (!lengths.has(from)) lengths.set(from, length + 1);
  return Math.max(...lengths.values());
}

function rolesOf(way: Way): number[] {
  return [...(way.before === undefined ? [] : rolesOf(way.before)), Number(way.key)];
}

test('a way is as long as a plain search says, whichever ways were looked for before', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const ways = new Ways(linksOf(graph));
      for (const role of graph.keys()) {
        const way = ways.to(String(role));
        const roles = rolesOf(way);
        expect([way.length, roles.length, new Set(roles).size]).toEqual(Array(3).fill(longest(role, graph)));
        expect(way.first).toEqual(roles.slice(0, 3).map(String));
        for (const [index, one] of roles.slice(1).entries()) expect(graph[one]).toContain(roles[index]);
      }
    }),
    { numRuns: 1000 },
  );
});
