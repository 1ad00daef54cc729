import { parseSettings, ruleLevel } from '../../shared';
import { known, pages } from './known';

const parse = (input: object) => parseSettings(input, 'the test', known);
const levels = (input: object) => Object.fromEntries(pages.map((page) => [page.name, ruleLevel(page, parse(input))]));
const own = { rule: 'external-id', where: 'app/**', reason: 'moves soon' };

test('recommended is what holds without it', () => {
  expect(parse({ extends: 'recommended' })).toEqual(parse({}));
  expect(parse({ extends: ['recommended'] })).toEqual(parse({}));
});

test('strict: warnings and the undecided are errors, rules that are off are asked', () => {
  expect(levels({})).toMatchObject({ 'external-id': 'error', 'tag-values': 'warning', mfa: 'off' });
  expect(levels({ extends: 'strict' })).toMatchObject({ 'external-id': 'error', 'tag-values': 'error', mfa: 'error' });
  expect(parse({ extends: 'strict' })).toMatchObject({ strict: true, undecided: 'error' });
});

test('what is set beside strict holds', () => {
  const input = { extends: ['strict'], undecided: 'info', rules: { mfa: 'off' } };
  expect(parse(input)).toMatchObject({ strict: true, undecided: 'info' });
  expect(levels(input)).toMatchObject({ mfa: 'off', 'tag-values': 'error' });
});

test('a ready-made list comes after exceptions of one’s own, each named', () => {
  const { exceptions, strict } = parse({ extends: ['strict', 'identity-center'], exceptions: [own] });
  expect(strict).toBe(true);
  expect(exceptions[0]).toEqual(own);
  expect(exceptions.slice(1).map(({ preset }) => preset)).toEqual(['extends "identity-center"']);
});

test('the same list twice counts once', () => {
  const once = parse({ extends: 'identity-center' });
  expect(parse({ extends: ['identity-center', 'identity-center'] })).toEqual(once);
});
