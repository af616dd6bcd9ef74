import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { inSpan, inSpanOfTrace, outsideTraces, traceFields } from './spans';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

const named = (name: string) => exporter.getFinishedSpans().find((span) => span.name === name);

describe('a span', () => {
  it('costs nothing and tells nothing while nobody traces', async () => {
    expect(await inSpan({ name: 'work' }, () => Promise.resolve(traceFields()))).toEqual({});
    expect(
      await inSpanOfTrace(
        () => ({ name: 'work' }),
        () => Promise.resolve(7),
      ),
    ).toBe(7);
  });

  describe('when there is a collector', () => {
    beforeAll(() => {
      provider.register();
    });
    beforeEach(() => {
      exporter.reset();
    });
    afterAll(() => {
      trace.disable();
    });

    it('lies inside the one that runs, and its ids are those of the log', async () => {
      const fields = await inSpan({ name: 'outer' }, () =>
        inSpanOfTrace(
          () => ({ name: 'inner' }),
          () => Promise.resolve(traceFields()),
        ),
      );
      expect(named('inner')?.parentSpanContext?.spanId).toBe(named('outer')?.spanContext().spanId);
      expect(fields).toEqual({
        traceId: named('outer')?.spanContext().traceId,
        spanId: named('inner')?.spanContext().spanId,
      });
    });

    it('is not made for what belongs to no trace', async () => {
      await inSpanOfTrace(
        () => ({ name: 'sweep' }),
        () => Promise.resolve(),
      );
      await inSpan({ name: 'request' }, () =>
        outsideTraces(() =>
          inSpanOfTrace(
            () => ({ name: 'courier' }),
            () => Promise.resolve(),
          ),
        ),
      );
      expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['request']);
    });

    it('tells what kind of error there was, never its words', async () => {
      const refused = new RangeError('ann@school.example is taken');
      await expect(inSpan({ name: 'work' }, () => Promise.reject(refused))).rejects.toBe(refused);
      expect(named('work')).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'RangeError' }, events: [] });
      expect(JSON.stringify(named('work')?.attributes) + JSON.stringify(named('work')?.status)).not.toContain('ann@');
    });
  });
});
