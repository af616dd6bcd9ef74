import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface Described<L extends string> {
  /** Begins with `matricula_`; counters end with `_total`, others with their unit. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

interface Gauged<L extends string> extends Described<L> {
  /** Asked whenever somebody looks: sets the gauge. */
  readonly collect?: (gauge: Gauge<L>) => void | Promise<void>;
}

interface Distributed<L extends string> extends Described<L> {
  /** Upper bounds, ascending, in the unit of the name. */
  readonly buckets: readonly number[];
}

/**
 * What operations may count: each module makes its own metrics here, once, when
 * it is made. Labels take values out of a short list, never what somebody sent.
 *
 * One registry a service, so that two of them in one process do not mix.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>({ name, help, labels = [] }: Described<L>): Counter<L> {
    return new Counter({ name, help, labelNames: labels, registers: [this.registry] });
  }

  gauge<L extends string>({ name, help, labels = [], collect }: Gauged<L>): Gauge<L> {
    const gauge: Gauge<L> = new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.registry],
      ...(collect !== undefined && { collect: () => collect(gauge) }),
    });
    return gauge;
  }

  histogram<L extends string>({ name, help, labels = [], buckets }: Distributed<L>): Histogram<L> {
    return new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.registry] });
  }

  /** Everything counted so far, in the text format of Prometheus 0.0.4. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  get mediaType(): string {
    return this.registry.contentType;
  }
}
