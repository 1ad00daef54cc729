import { assignments } from '../../shared/rules/readings';
import { decided, treeOf } from '../table/witness';
import { cases, findings } from './cases';

test.each(cases.map((each) => [each.name, each] as const))(
  '%s: whatever fails, its request is let in',
  (_name, each) => {
    for (const { rule, verdict, request } of findings(each)) {
      if (verdict !== 'fail' || request === undefined) continue;
      const ways = assignments(treeOf(each.subject)).map(({ assignment }) => assignment);
      const answers = ways.map((way) => decided(each.subject, request, way).is);
      expect([rule, answers.includes('yes'), request]).toEqual([rule, true, request]);
    }
  },
);

test('rows show requests of every sort', () => {
  const shown = cases
    .flatMap((each) => findings(each))
    .flatMap(({ request }) => (request === undefined ? [] : [request]));
  expect(new Set(shown.map(({ principal }) => principal.type))).toEqual(new Set(['AWS', 'Service', 'Federated']));
  expect(shown.some(({ actions }) => actions.length > 1)).toBe(true);
});
