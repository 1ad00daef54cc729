import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Yaml } from '../../load/yaml';
import { CrewError } from './crew-error';
import type { Answer, WardenJob } from './protocol';

/** A text that is being parsed; what it says, once, waiting for it. Throws CrewError where the thread that parsed it ended. */
export type Parsing = () => Yaml | undefined;

// how long to wait between two looks at whether the warden lives, in milliseconds
const slice = 1000;

/** Threads that parse YAML beside this one. The thread that asks stays as it is: it waits where it needs an answer. */
export class Crew {
  readonly #ports: readonly MessagePort[];
  readonly #bells: Int32Array;
  readonly #warden: Worker;
  readonly #free: number[];
  #isLost = false;

  /** `size` threads that run a script, the compiled `cli/thread`. */
  constructor(
    readonly size: number,
    script: string,
    /** How long to wait for threads that show no life, in milliseconds. */
    private readonly patience = 20_000,
  ) {
    const channels = Array.from({ length: size }, () => new MessageChannel());
    const ports = channels.map(({ port2 }) => port2);
    this.#ports = channels.map(({ port1 }) => port1);
    this.#bells = new Int32Array(new SharedArrayBuffer(4 * (size + 1)));
    this.#free = channels.map((_channel, number) => number);
    const workerData: WardenJob = { job: 'warden', script, ports, bells: this.#bells };
    this.#warden = new Worker(script, { workerData, transferList: [...ports] });
    // what becomes of it shows in the answers that do not come
    this.#warden.on('error', () => (this.#isLost = true));
    this.#warden.unref();
  }

  /** Gives a text to a thread that has nothing to do; undefined where all are busy, or none is left. */
  parse(text: string): Parsing | undefined {
    const number = this.#isLost ? undefined : this.#free.shift();
    if (number === undefined) return undefined;
    Atomics.store(this.#bells, number, 0);
    this.#ports[number]?.postMessage(text);
    return () => this.#answer(number);
  }

  /** Ends all threads. */
  dismiss(): void {
    this.#ports.forEach((port) => port.close());
    void this.#warden.terminate();
  }

  /** What the thread of this number says; undefined where there is nobody to say anything. */
  #answer(number: number): Yaml | undefined {
    const port = this.#ports[number];
    if (port === undefined || !this.#waitFor(number)) return undefined;
    const { message } = receiveMessageOnPort(port) as { readonly message: Answer };
    this.#free.push(number);
    switch (message.kind) {
      case 'read':
        return { value: JSON.parse(message.json) as unknown, ...message.rest };
      case 'refused':
        return message.yaml;
      // this thread comes to the same, and says so in its own way
      case 'failed':
        return undefined;
      case 'ended':
        throw new CrewError(wordingOf(message.reason));
    }
  }

  #waitFor(number: number): boolean {
    let beat = Atomics.load(this.#bells, this.size);
    for (let waited = 0; waited < this.patience && !this.#isLost; waited += slice) {
      if (Atomics.wait(this.#bells, number, 0, Math.min(slice, this.patience)) !== 'timed-out') return true;
      const now = Atomics.load(this.#bells, this.size);
      if (now !== beat) waited = 0;
      beat = now;
    }
    this.#isLost = true;
    return false;
  }
}

function wordingOf(reason: string): string {
  return reason === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'reading it took more memory than there is; split the file'
    : `reading it stopped (${reason}); check it by itself with --workers 0`;
}
