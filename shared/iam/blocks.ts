import * as ipaddr from 'ipaddr.js';

/** A run of addresses of one length in bits, from the first to the last. */
export interface Run {
  readonly bits: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** The addresses of a CIDR block, or of one address; undefined for a text that is neither. */
export function runOf(text: string): Run | undefined {
  const block = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  if (!ipaddr.isValidCIDR(block)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(block);
  const bits = address.toByteArray().length * 8;
  const size = 1n << BigInt(bits - prefix);
  const first = numberOf(address);
  return { bits, first: first - (first % size), last: first - (first % size) + size - 1n };
}

/** The runs with those joined that overlap or follow each other. */
export function merged(runs: readonly Run[]): Run[] {
  const sorted = [...runs].sort((a, b) => a.bits - b.bits || (a.first < b.first ? -1 : 1));
  const result: Run[] = [];
  for (const run of sorted) {
    const before = result.at(-1);
    if (before?.bits !== run.bits || run.first > before.last + 1n) result.push(run);
    else if (run.last > before.last) result[result.length - 1] = { ...before, last: run.last };
  }
  return result;
}

/** Whether an address stands in the run. */
export function holdsAddress({ bits, first, last }: Run, text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  const number = numberOf(address);
  return address.toByteArray().length * 8 === bits && first <= number && number <= last;
}

/** Addresses at and around the borders of the run, and one in its middle: the run tells no others apart. */
export function edgesOf({ bits, first, last }: Run): string[] {
  return [first - 1n, first, (first + last + 1n) / 2n, last, last + 1n]
    .filter((number) => number >= 0n && number < 1n << BigInt(bits))
    .map((number) => textOf(number, bits));
}

/** How many addresses the run has. */
export function sizeOf({ first, last }: Run): bigint {
  return last - first + 1n;
}

function numberOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function textOf(number: bigint, bits: number): string {
  const bytes = Array.from({ length: bits / 8 }, (_none, index) =>
    Number((number >> BigInt(bits - 8 * (index + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}
