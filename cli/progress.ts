import type { Terminal } from './terminal';

/** Shows a person who waits at a terminal how far a run has come. */
export interface Progress {
  /** One more file was read. */
  file(): void;
  /** One more subject was judged. */
  subject(): void;
  /** Takes the line away again. */
  done(): void;
}

const patience = 1000;
const pause = 200;

/** Progress through so many files on standard error, from one second on, and only where that is a terminal. */
export function createProgress(files: number, { err, now }: Pick<Terminal, 'err' | 'now'>): Progress {
  let [read, judged] = [0, 0];
  let next = now() + patience;
  let isShown = false;
  const show = () => {
    if (err.isTTY !== true || now() < next) return;
    next = now() + pause;
    isShown = true;
    err.write(`\r\u001b[K${read} of ${files} files read, ${judged} subjects judged`);
  };
  return {
    file() {
      read++;
      show();
    },
    subject() {
      judged++;
      show();
    },
    done() {
      if (isShown) err.write('\r\u001b[K');
      isShown = false;
    },
  };
}
