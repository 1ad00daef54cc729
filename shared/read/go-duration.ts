const units: { readonly [unit: string]: number } = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };
const part = /(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|ns)/g;
const whole = /^\+?(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+$/;

/**
 * Seconds of a duration as Go and so AWS providers write it (`1h30m`), or of a plain number of seconds; undefined where
 * it is neither. https://pkg.go.dev/time#ParseDuration
 */
export function secondsOfGo(written: string): number | undefined {
  const text = written.trim().replaceAll('μs', 'µs');
  if (/^\d+$/.test(text)) return Number(text);
  if (!whole.test(text)) return undefined;
  const parts = [...text.matchAll(part)];
  // a part of a second is no second more than AWS counts
  return Math.floor(parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? 0), 0));
}
