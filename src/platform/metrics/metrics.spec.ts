import { Metrics } from './metrics';

describe('Metrics', () => {
  it('renders what was counted, and what Node.js tells of itself', async () => {
    const metrics = new Metrics();
    const sent = metrics.counter({ name: 'matricula_letters_total', help: 'Letters by result.', labels: ['result'] });
    metrics.gauge({
      name: 'matricula_waiting',
      help: 'Waiting.',
      collect: (gauge) => {
        gauge.set(7);
      },
    });
    metrics.histogram({ name: 'matricula_wait_seconds', help: 'Wait.', buckets: [1, 5] }).observe(2);
    sent.inc({ result: 'sent' }, 3);
    const text = await metrics.render();
    expect(text).toContain('matricula_letters_total{result="sent"} 3');
    expect(text).toContain('matricula_waiting 7');
    expect(text).toContain('matricula_wait_seconds_bucket{le="5"} 1');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('keeps two services in one process apart', async () => {
    const one = new Metrics();
    const other = new Metrics();
    one.counter({ name: 'matricula_letters_total', help: 'Letters.' }).inc();
    other.counter({ name: 'matricula_letters_total', help: 'Letters.' });
    expect(await one.render()).toContain('matricula_letters_total 1');
    expect(await other.render()).toContain('matricula_letters_total 0');
  });

  it('refuses a second metric of one name', () => {
    const metrics = new Metrics();
    metrics.counter({ name: 'matricula_letters_total', help: 'Letters.' });
    expect(() => metrics.counter({ name: 'matricula_letters_total', help: 'Letters.' })).toThrow('already been registered');
  });
});
