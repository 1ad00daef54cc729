import * as ipaddr from 'ipaddr.js';
import { edgesOf, holdsAddress, merged, runOf, sizeOf, type Run } from '../../shared/iam/blocks';

const run = (text: string): Run => {
  const found = runOf(text);
  if (found === undefined) throw new Error(`${text} is no block`);
  return found;
};
const shown = (runs: readonly Run[]): string[] =>
  runs.map((one) => `${edgesOf(one).find((edge) => holdsAddress(one, edge)) ?? ''} ${sizeOf(one)} of ${one.bits}`);

test.each(['203.0.113.7/24', '203.0.113.7', '0.0.0.0/0', '10.255.0.0/9', '2001:db8::1/33', '2001:db8::1', '::/0'])(
  '%s holds what the library says',
  (text) => {
    const [address, prefix] = ipaddr.parseCIDR(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
    const others = ['0.0.0.0', '203.0.113.0', '203.0.113.8', '203.0.114.0', '10.128.0.0', '2001:db8::2', '2001:db9::'];
    for (const other of [...edgesOf(run(text)), ...others]) {
      const parsed = ipaddr.parse(other);
      const inside = parsed.kind() === address.kind() && parsed.match([address, prefix]);
      expect([other, holdsAddress(run(text), other)]).toEqual([other, inside]);
    }
  },
);

test.each(['', 'x', '203.0.113.0/33', '203.0.113.0/x', '2001:db8::/129'])('%j is no block', (text) => {
  expect(runOf(text)).toBeUndefined();
});

test('blocks are joined where they touch or overlap, whatever their order', () => {
  const texts = ['0.0.0.0/1', '2001:db8::/33', '128.0.0.0/1', '2001:db8:8000::/33', '203.0.113.0/24', '::1'];
  for (const order of [texts, [...texts].reverse()]) {
    expect(shown(merged(order.map(run)))).toEqual([
      `0.0.0.0 ${2n ** 32n} of 32`,
      '::1 1 of 128',
      `2001:db8:: ${2n ** 96n} of 128`,
    ]);
  }
});

test('blocks that lie apart stay apart', () => {
  expect(shown(merged(['203.0.113.0/25', '203.0.113.129', '203.0.113.131'].map(run)))).toEqual([
    '203.0.113.0 128 of 32',
    '203.0.113.129 1 of 32',
    '203.0.113.131 1 of 32',
  ]);
});

test('nothing is an address of a run that is not one', () => {
  expect(holdsAddress(run('0.0.0.0/0'), 'x')).toBe(false);
  expect(holdsAddress(run('0.0.0.0/0'), '::')).toBe(false);
});
