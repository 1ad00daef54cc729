import type { Guard, Report } from '../shared';

/** Hands a report to whoever keeps it; throws where that fails. */
export type Write = (report: Report) => void;

// A report grows with its run, and writing it after each of a thousand resources would cost more than judging them.
const apart = 100;
// and a form that takes long to write, of a run that found much, must not take all the time there is
const share = 5;

/**
 * Keeps the report of a run up to date while the run goes on, since an engine whose run has failed neither asks about
 * the whole program nor always lets a pack end by itself.
 */
export class Reporter {
  private guard: Guard | undefined;
  private timer: NodeJS.Timeout | undefined;
  private written = 0;
  private pause = apart;
  private isWhole = false;
  private failed: Error | undefined;

  constructor(private readonly write: Write) {
    process.on('exit', () => this.flush());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) this.endBy(signal);
  }

  /** A run begins anew, with nothing judged; throws where its report cannot be written. */
  begin(guard: Guard): void {
    this.guard = guard;
    this.isWhole = false;
    this.save();
  }

  /** There may be something new; says what kept an earlier report from being written. */
  update(): Error | undefined {
    this.isWhole = false;
    const wait = this.written + this.pause - Date.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait).unref();
    return this.failed;
  }

  /** All has been judged; says what keeps the report from being written. */
  complete(): Error | undefined {
    this.isWhole = true;
    this.flush();
    return this.failed;
  }

  private flush(): void {
    try {
      this.save();
      this.failed = undefined;
    } catch (error) {
      this.failed = error instanceof Error ? error : new Error(String(error));
    }
  }

  private save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.guard === undefined) return;
    const begun = Date.now();
    const { findings, report } = this.guard.finish();
    this.write(this.isWhole ? report : without(report, findings));
    this.written = Date.now();
    this.pause = Math.max(apart, share * (this.written - begun));
  }

  // A listener takes the place of what a signal does by itself, so the signal is sent again without one.
  private endBy(signal: NodeJS.Signals): void {
    process.once(signal, () => {
      this.flush();
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

/** The report of a run that is still going on: an exception that covers nothing yet may do so later. */
function without(report: Report, last: readonly Report['findings'][number][]): Report {
  const isLast = new Set(last);
  const count = (level: string) => last.filter((finding) => finding.level === level).length;
  const { error, warning, info, undecided, ...rest } = report.summary;
  return {
    ...report,
    findings: report.findings.filter((finding) => !isLast.has(finding)),
    summary: {
      ...rest,
      error: error - count('error'),
      warning: warning - count('warning'),
      info: info - count('info'),
      undecided: undecided - last.filter(({ verdict }) => verdict === 'unknown').length,
    },
  };
}
