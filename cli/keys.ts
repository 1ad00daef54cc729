const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/** How many keys a JSON text spells: the colons outside of its strings. The text must be valid JSON. */
export function countSpelledKeys(text: string): number {
  let keys = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === colon) keys++;
    else if (code === quote) index = endOfString(text, index);
  }
  return keys;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === backslash) first--;
  return (index - first) % 2 === 1;
}

/** How many keys a parsed JSON value has in all; fewer than its text spells where one stands twice in an object. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item);
    return keys;
  }
  for (const part of Object.values(value)) keys += 1 + countKeys(part);
  return keys;
}
