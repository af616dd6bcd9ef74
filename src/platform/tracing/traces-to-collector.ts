import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { MINUTES, SECONDS } from '../clock/clock';
import { type Log } from '../logging/log';

const LONGEST_FAREWELL = 3 * SECONDS;
const WARNS_EVERY = 1 * MINUTES;
// Enough for every statement here; a list of a thousand values tells nothing more.
const LONGEST_ATTRIBUTE = 4_096;

/**
 * Sends spans by OTLP over HTTP, as JSON, a batch at a time and beside the work. What
 * the collector does not take is dropped once the queue is full: nobody waits for it.
 *
 * Sampling, headers, batches and further attributes are read by the SDK from the
 * variables that OpenTelemetry has for them. Of what clients send, `traceparent` and
 * `tracestate` are taken up; baggage is not.
 */
export class TracesToCollector {
  private readonly provider: NodeTracerProvider;
  private warnedAt = -Infinity;

  constructor(
    version: string,
    private readonly log: Log,
  ) {
    setGlobalErrorHandler((error) => {
      this.warn({ err: error });
    });
    const complain = (): void => {
      this.warn({});
    };
    diag.setLogger({ error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.WARN);
    this.provider = new NodeTracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes({ 'service.name': 'matricula', 'service.version': version }))
        .merge(detectResources({ detectors: [envDetector] })),
      spanLimits: { attributeValueLengthLimit: LONGEST_ATTRIBUTE },
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
    });
    this.provider.register({ propagator: new W3CTraceContextPropagator() });
  }

  /** Sends what has not been sent yet, for a few seconds at most. Never throws. */
  async end(): Promise<void> {
    await Promise.race([this.provider.shutdown().catch(ignore), sleep(LONGEST_FAREWELL, undefined, { ref: false })]);
  }

  // A collector that is away is told of by every batch.
  private warn(fields: Readonly<Record<string, unknown>>): void {
    const now = performance.now();
    if (now - this.warnedAt >= WARNS_EVERY) {
      this.warnedAt = now;
      this.log.warn('traces cannot be delivered as they should', fields);
    }
  }
}

function ignore(): void {
  // Traces are no reason for anything to fail.
}
