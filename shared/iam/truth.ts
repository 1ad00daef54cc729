/** An answer that may depend on holes; `because` names them. */
export type Truth = Yes | No | Unknown;
export interface Yes {
  readonly is: 'yes';
}
export interface No {
  readonly is: 'no';
}
export interface Unknown {
  readonly is: 'unknown';
  readonly because: readonly string[];
}

export const yes: Yes = { is: 'yes' };
export const no: No = { is: 'no' };

export function unknown(...because: readonly string[]): Unknown {
  return { is: 'unknown', because: [...new Set(because)] };
}

export function truth(answer: boolean): Truth {
  return answer ? yes : no;
}

export function not(answer: Truth): Truth {
  if (answer.is === 'unknown') return answer;
  return answer.is === 'yes' ? no : yes;
}

/** Yes when every answer is; stops asking at the first no. */
export function all<T>(items: Iterable<T>, ask: (item: T) => Truth): Truth {
  let because: readonly string[] | undefined;
  for (const item of items) {
    const answer = ask(item);
    if (answer.is === 'no') return no;
    if (answer.is === 'unknown') because = [...(because ?? []), ...answer.because];
  }
  return because === undefined ? yes : unknown(...because);
}

/** Yes when one answer is; stops asking at the first yes. */
export function any<T>(items: Iterable<T>, ask: (item: T) => Truth): Truth {
  let because: readonly string[] | undefined;
  for (const item of items) {
    const answer = ask(item);
    if (answer.is === 'yes') return yes;
    if (answer.is === 'unknown') because = [...(because ?? []), ...answer.because];
  }
  return because === undefined ? no : unknown(...because);
}
