/** Every text of up to so many letters. */
export function textsOver(letters: string, most: number): string[] {
  const texts = [''];
  for (let from = 0, length = 1; length <= most; length++) {
    const to = texts.length;
    for (; from < to; from++) for (const letter of letters) texts.push(`${texts[from]}${letter}`);
  }
  return texts;
}

/** What IAM says of `*` and `?`, written down as it is said: any characters, and any one character. */
export function isLike(pattern: string, text: string, p = 0, t = 0): boolean {
  if (p === pattern.length) return t === text.length;
  if (pattern[p] === '*')
    return isLike(pattern, text, p + 1, t) || (t < text.length && isLike(pattern, text, p, t + 1));
  return t < text.length && (pattern[p] === '?' || pattern[p] === text[t]) && isLike(pattern, text, p + 1, t + 1);
}

/** What IAM says of ARNs: six parts, the last with its colons, each compared on its own. */
export function isArnLike(pattern: string, arn: string): boolean {
  const [patterns, parts] = [pattern, arn].map((text) => {
    const pieces = text.split(':');
    return pieces.length < 6 ? [] : [...pieces.slice(0, 5), pieces.slice(5).join(':')];
  }) as [string[], string[]];
  return (
    patterns.length === 6 && parts.length === 6 && patterns.every((part, index) => isLike(part, parts[index] ?? ''))
  );
}
