import { type Attributes, context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** What a trace tells of a piece of work. Names and attributes are ours, or templates: never what somebody sent. */
interface Work {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
}

/** Where spans come from. Without tracing it makes none, at next to no cost. */
export const TRACER = trace.getTracer('matricula');

/** Runs `work` as a span of the present trace, or of a new one. A failure is told by the kind of error, not by its message: that may quote somebody. */
export async function inSpan<T>({ name, kind = SpanKind.INTERNAL, attributes = {} }: Work, work: () => Promise<T>): Promise<T> {
  return TRACER.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** As {@link inSpan}, where there is a trace already: what the service looks up by itself every few seconds makes none. */
export function inSpanOfTrace<T>(describe: () => Work, work: () => Promise<T>): Promise<T> {
  return trace.getActiveSpan()?.isRecording() === true ? inSpan(describe(), work) : work();
}

/** Runs `work` in no trace, though one may have given the occasion. */
export function outsideTraces<T>(work: () => T): T {
  return context.with(ROOT_CONTEXT, work);
}

/** Adds what has turned out in the meantime to the present span. */
export function describeSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** What the log lines of the present trace carry; nothing where there is none. */
export function traceFields(): { readonly traceId?: string; readonly spanId?: string } {
  const { traceId, spanId } = trace.getActiveSpan()?.spanContext() ?? {};
  return traceId === undefined || spanId === undefined ? {} : { traceId, spanId };
}

function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
}
