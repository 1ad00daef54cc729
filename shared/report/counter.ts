/** Counts how often it has been asked for each text, the first time being 1. */
export function counter(): (text: string) => number {
  const seen = new Map<string, number>();
  return (text) => {
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times;
  };
}
