import { parentPort } from 'node:worker_threads';
import { parseYaml } from '../../load/yaml';
import type { Answer } from './protocol';

/** Parses the texts that come to this thread, one after the other. */
export function parse(): void {
  const port = parentPort;
  port?.on('message', (text: string) => {
    const answer = answerTo(text);
    port.postMessage(answer, answer.kind === 'read' ? [answer.rest.places.buffer as ArrayBuffer] : []);
  });
}

function answerTo(text: string): Answer {
  try {
    const yaml = parseYaml(text);
    if ('problem' in yaml) return { kind: 'refused', yaml };
    const { value, ...rest } = yaml;
    // copying a value from thread to thread takes four times as long as writing and reading its JSON
    return { kind: 'read', json: JSON.stringify(value) ?? 'null', rest };
  } catch {
    return { kind: 'failed' };
  }
}
