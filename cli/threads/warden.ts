import { Worker } from 'node:worker_threads';
import { type Answer, type Job, pulse, type WardenJob } from './protocol';

/**
 * Keeps the threads that parse, and answers for one that ends. The main thread waits for each answer and hears nothing
 * else meanwhile, so that somebody who does not parse has to listen.
 */
export function watch({ script, ports, bells }: WardenJob): void {
  setInterval(() => Atomics.add(bells, ports.length, 1), pulse);
  ports.forEach((port, number) => {
    let parser: Worker | undefined;
    let isAwaited = false;
    const reply = (answer: Answer) => {
      if (!isAwaited) return;
      isAwaited = false;
      port.postMessage(answer, answer.kind === 'read' ? [answer.rest.places.buffer as ArrayBuffer] : []);
      Atomics.store(bells, number, 1);
      Atomics.notify(bells, number);
    };
    port.on('message', (text: string) => {
      isAwaited = true;
      parser ??= startParser(script, reply, () => (parser = undefined));
      parser.postMessage(text);
    });
  });
}

function startParser(script: string, reply: (answer: Answer) => void, ended: () => void): Worker {
  const workerData: Job = { job: 'parser' };
  const parser = new Worker(script, { workerData });
  let reason = '';
  parser.on('message', reply);
  parser.on('error', (error: Error & { readonly code?: string }) => (reason = error.code ?? error.name));
  parser.on('exit', (code) => {
    ended();
    reply({ kind: 'ended', reason: reason === '' ? `exit status ${code}` : reason });
  });
  return parser;
}
