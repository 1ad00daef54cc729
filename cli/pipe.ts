import { closeSync, constants, openSync, readSync } from 'node:fs';

// how long to wait, in milliseconds, for bytes that are on their way, and for somebody to start writing
const pause = 5;
const patience = 1000;

/** All that comes through standard input, to its end. Throws the system's error where there is none. */
export function readStandardInput(): Buffer {
  return readToEnd(0);
}

/**
 * All that comes through a named pipe, to its end. Where nobody writes into it for a second there is nothing in it, so
 * that a pipe which somebody forgot holds nothing up. Throws the system's error.
 */
export function readPipe(path: string): Buffer {
  // otherwise opening it waits until somebody writes
  const pipe = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    for (let waited = 0; ; waited += pause) {
      const bytes = readToEnd(pipe);
      if (bytes.length > 0 || waited >= patience) return bytes;
      sleep();
    }
  } finally {
    closeSync(pipe);
  }
}

function readToEnd(file: number): Buffer {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.allocUnsafe(65_536);
    const length = readPart(file, part);
    if (length === 0) return Buffer.concat(parts);
    if (length === undefined) sleep();
    else parts.push(part.subarray(0, length));
  }
}

/** How many bytes there are at the moment, 0 at the end, undefined where more are to come. */
function readPart(file: number, part: Buffer): number | undefined {
  try {
    return readSync(file, part);
  } catch (error) {
    // no instanceof: under Jest the file system's errors are of another realm
    const code = (error as { readonly code?: unknown }).code;
    if (code === 'EAGAIN') return undefined;
    // what Windows says at the end of a pipe
    if (code === 'EOF') return 0;
    throw error;
  }
}

function sleep(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
}
