/** Another process holds the job by now: this run slept past its lease, and has no say any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(job: string) {
    super(`The job ${job} has passed to another process.`);
  }
}

/** The service stops: the run is over, and another process begins one. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';

  constructor(job: string) {
    super(`The job ${job} stops with the service.`);
  }
}
