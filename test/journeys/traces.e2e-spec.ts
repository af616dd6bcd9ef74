import { bodyOf } from '../support/answers';
import { anApplicant, aPassword } from '../support/builders';
import { tracesIn } from '../support/canary';
import { ENGINE } from '../support/environment';
import { Scene } from '../support/scene';
import { freePort } from '../support/service';
import { sleep, waitFor } from '../support/wait';
import { type ReceivedSpan, TraceCollector } from '../support/trace-collector';

jest.setTimeout(240_000);

const SERVER = 2;
const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const TRACEPARENT = `00-${CALLER.traceId}-${CALLER.spanId}-01`;

const traceOf = (spans: readonly ReceivedSpan[], root: ReceivedSpan): ReceivedSpan[] =>
  spans.filter(({ traceId }) => traceId === root.traceId);

describe('with a collector', () => {
  let collector: TraceCollector;
  let scene: Scene;
  /** What may be in no byte that leaves the service in a span. */
  const secrets: string[] = [];
  let approval: string;
  beforeAll(async () => {
    collector = await TraceCollector.start();
    scene = await Scene.open({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=school-7',
      OTEL_BSP_SCHEDULE_DELAY: '200',
      LOG_LEVEL: 'trace',
    });
    await liveThrough();
  });
  afterAll(async () => {
    await scene.close();
    await collector.stop();
  });

  async function liveThrough(): Promise<void> {
    const { api, site } = scene;
    const email = 'canary.of.traces@school.example';
    const loginId = 'canary-of-traces';
    const wrong = `${aPassword()} badger`;
    const { form, ticket, token } = await scene.applies({
      email,
      loginId,
      name: 'Kanarie Zwirbel',
      password: `${aPassword()} owl`,
    });
    secrets.push(form.password, wrong, email, loginId, form.name, ticket, token);
    await api.send('GET', `/activate?token=${token}`);
    await api.send('GET', `/t/${ticket}`);
    await api.send('GET', `/nothing/${token}?token=${token}`);
    await api.send('GET', `/r/${wrong.replaceAll(' ', '-')}`);
    await api.lookByTicket(ticket);
    await api.lookAtLink(token);
    bodyOf(await api.activate(token, { ticket }), 200);
    await api.resend(site.slug, email);
    await api.apply(site.slug, anApplicant({ email, password: wrong, loginId }));
    const { id } = await scene.applicationOf(email);
    await api.send('GET', `/v1/sites/${site.slug}/applications?name=${encodeURIComponent(form.name)}`, {
      token: site.administrator.token,
      headers: { traceparent: TRACEPARENT },
    });
    approval = bodyOf(await scene.approve(id), 200).status;
    await api.send('POST', '/v1/jobs/purge-idempotency-keys/run', { token: scene.operator.token });
    bodyOf(await api.memberLogin(site.slug, form), 201);
    await api.memberLogin(site.slug, { ...form, password: wrong });
    secrets.push(site.administrator.token, site.administrator.email, site.administrator.password);
    await scene.everythingSent();
    await collector.waitFor('POST /v1/sites/:site/applications/:id/approve');
    await collector.waitFor('mail approved');
    await collector.waitFor('job purge-idempotency-keys');
    await scene.service.stop();
  }

  it('sends spans where it was told to, with the headers it was told to, under its name', () => {
    expect(approval).toBe('approved');
    expect(collector.requests.length).toBeGreaterThan(1);
    expect(new Set(collector.requests.map(({ path }) => path))).toEqual(new Set(['/v1/traces']));
    expect(collector.requests[0]?.headers.authorization).toBe('Bearer of-the-collector');
    for (const { resource } of collector.spans) {
      expect(resource).toMatchObject({ 'service.name': 'matricula', 'deployment.environment.name': 'school-7' });
      expect(resource['service.version']).toMatch(/^\d+\.\d+\.\d+/);
    }
  });

  it('names requests by the template of their route, and says how they were answered', () => {
    const requests = collector.spans.filter(({ kind }) => kind === SERVER);
    expect(requests.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /v1/sites/:site/applications',
        'GET /activate',
        'GET /t/:ticket',
        'GET /r/:key',
        'POST /v1/activations',
        'GET',
      ]),
    );
    const apply = requests.find(({ name }) => name === 'POST /v1/sites/:site/applications');
    expect(apply?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/v1/sites/:site/applications',
      'http.response.status_code': 202,
    });
    expect(requests.filter(({ name }) => name.includes('/health'))).toEqual([]);
  });

  it('has the statements of a request below it, after its body has been read, too', () => {
    const { spans } = collector;
    const apply = spans.find(({ name }) => name === 'POST /v1/sites/:site/applications');
    if (apply === undefined) throw new Error('There is no span of applying.');
    const trace = traceOf(spans, apply);
    const insert = trace.find(({ name }) => name === 'INSERT applications');
    expect(insert?.parentSpanId).toBe(apply.spanId);
    expect(insert?.attributes['db.system.name']).toBe(ENGINE);
    expect(insert?.attributes['db.query.text']).toMatch(/^INSERT INTO .*\?/);
    expect(trace.some(({ name }) => name === 'COMMIT')).toBe(true);
  });

  it('sends a mail in a trace of its own, though a request has given the occasion', () => {
    const { spans } = collector;
    const mail = spans.find(({ name }) => name === 'mail approved');
    expect(mail?.parentSpanId).toBeUndefined();
    expect(mail?.attributes).toMatchObject({ 'matricula.mail.state': 'sent' });
    const handing = spans.find(({ name, parentSpanId }) => name === 'hand a mail to its server' && parentSpanId === mail?.spanId);
    expect(handing?.traceId).toBe(mail?.traceId);
    expect(spans.filter(({ name, kind }) => kind === SERVER && /^mail/.test(name))).toEqual([]);
  });

  it('has the run of a job as a trace of its own, with what it asked of the database', () => {
    const { spans } = collector;
    const job = spans.find(({ name }) => name === 'job purge-idempotency-keys');
    expect(job?.parentSpanId).toBeUndefined();
    expect(job?.attributes['matricula.job.outcome']).toBe('succeeded');
    const asked = spans
      .filter(({ traceId }) => traceId === job?.traceId)
      .map(({ attributes }) => attributes['db.collection.name']);
    expect(asked).toContain('idempotent_requests');
  });

  it('makes no trace of what the service looks up by itself every few seconds', () => {
    const roots = collector.spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots.filter(({ kind, name }) => kind !== SERVER && !/^(mail|job) |^decisions$/.test(name))).toEqual([]);
  });

  it('goes on with the trace of who asks', () => {
    const asked = collector.spans.find(({ traceId, kind }) => traceId === CALLER.traceId && kind === SERVER);
    expect(asked).toMatchObject({ name: 'GET /v1/sites/:site/applications', parentSpanId: CALLER.spanId });
  });

  it('tells in the log which trace a line belongs to', () => {
    const lines = scene.service
      .logs()
      .split('\n')
      .filter((line) => line.includes(CALLER.traceId));
    const asked = collector.spans.find(({ traceId, kind }) => traceId === CALLER.traceId && kind === SERVER);
    const line = lines.find((each) => each.includes('"message":"request"') || each.includes('"msg":"request"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ traceId: CALLER.traceId, spanId: asked?.spanId, status: 200 });
  });

  it('gives away nobody and no secret, in no byte', () => {
    expect(secrets.every((secret) => secret.length >= 8)).toBe(true);
    const bytes = collector.requests.map(({ body }) => body).join('\n');
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(tracesIn('spans', bytes, secrets)).toEqual([]);
  });
});

describe.each([
  ['is away', async (): Promise<string> => `http://127.0.0.1:${await freePort()}`],
  ['hangs', (hanging: TraceCollector): Promise<string> => Promise.resolve(hanging.url)],
])('with a collector that %s', (_how, urlOf) => {
  let hanging: TraceCollector;
  let scene: Scene;
  beforeAll(async () => {
    hanging = await TraceCollector.start();
    hanging.mood = 'hang';
    scene = await Scene.open({
      OTEL_EXPORTER_OTLP_ENDPOINT: await urlOf(hanging),
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
    });
  });
  afterAll(async () => {
    await scene.close();
    await hanging.stop();
  });

  it('everything goes on, one line a minute says so, and stopping takes no longer than a moment', async () => {
    const { id } = await scene.activates();
    bodyOf(await scene.approve(id), 200);
    const warnings = (): string[] =>
      scene.service
        .logs()
        .split('\n')
        .filter((line) => line.includes('traces cannot be delivered'));
    await waitFor('the warning', () => (warnings().length > 0 ? true : undefined), 30);
    for (let i = 0; i < 10; i += 1) {
      bodyOf(await scene.api.apply(scene.site.slug, anApplicant()), 202);
      await sleep(200);
    }
    expect(warnings()).toHaveLength(1);
    const began = performance.now();
    await scene.service.stop();
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
