/** Why a thread gave no answer for a text; the message is a lower-case sentence without a full stop. */
export class CrewError extends Error {
  override readonly name = 'CrewError';
}
