import type { Terminal } from './terminal';

/** Shows a person who waits at a terminal how far a run has come. */
export interface Progress {
  /** One more subject was judged. */
  tick(): void;
  /** Takes the line away again. */
  done(): void;
}

const patience = 1000;
const pause = 200;

/** Progress on standard error, from one second on, and only where that is a terminal. */
export function createProgress({ err, now }: Terminal): Progress {
  let judged = 0;
  let next = now() + patience;
  let isShown = false;
  return {
    tick() {
      judged++;
      if (err.isTTY !== true || now() < next) return;
      next = now() + pause;
      isShown = true;
      err.write(`\r${judged} subjects judged so far`);
    },
    done() {
      if (isShown) err.write('\r\u001b[K');
    },
  };
}
