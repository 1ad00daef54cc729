/** What keeps a command from doing what it was asked; the message says what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
