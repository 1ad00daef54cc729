/** What an error of our own code says, on one line where it can be. Never throws. */
export function textOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return String(error);
    // such a message quotes what could not be read, and that may hold a secret
    return error.name === 'SyntaxError' ? error.name : `${error.name}: ${error.message}`;
  } catch {
    return 'an error without a message';
  }
}
