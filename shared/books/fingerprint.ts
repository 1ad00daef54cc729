const encoder = new TextEncoder();

/**
 * A short name for these texts in this order: 16 hex digits of FNV-1a over their UTF-8 bytes, a zero byte between two.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(...parts: readonly string[]): string {
  // 64 bits as two halves: the prime is 2^40 + 0x1b3, and each product stays far below 2^53.
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of encoder.encode(parts.join('\0'))) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + low * 0x100 + Math.floor(product / 0x1_0000_0000)) % 0x1_0000_0000;
    low = product % 0x1_0000_0000;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}
