import { workerData } from 'node:worker_threads';
import { parse } from './threads/parser';
import type { Job } from './threads/protocol';
import { watch } from './threads/warden';

const job = workerData as Job;
if (job.job === 'warden') watch(job);
else parse();
