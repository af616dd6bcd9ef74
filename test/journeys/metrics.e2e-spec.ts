import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { PROJECT_FOLDER } from '../support/environment';
import { Scene } from '../support/scene';
import { waitFor } from '../support/wait';

// The first of its hooks starts programs.
jest.setTimeout(90_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterAll(() => scene.close());

const scraped = async (): Promise<string> => (await scene.api.send('GET', '/metrics')).text;
const valueOf = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.slice(line.length),
  );

describe('the metrics', () => {
  it('count what became of applications, once it is committed', async () => {
    const before = await scraped();
    const { id } = await scene.activates();
    await scene.approve(id);
    await scene.approve(id);
    const after = await scraped();
    for (const [event, from, to] of [
      ['apply', 'none', 'not_activated'],
      ['activate', 'not_activated', 'unapproved'],
      ['approve', 'unapproved', 'approved'],
    ]) {
      const line = `matricula_application_transitions_total{event="${event}",from="${from}",to="${to}"}`;
      expect([line, valueOf(after, line) - (valueOf(before, line) || 0)]).toEqual([line, 1]);
    }
  });

  it('tell requests by the template of their route, and never by what is in the address', async () => {
    const { token } = await scene.applies();
    await scene.api.lookAtLink(token);
    await scene.api.send('GET', '/no/such/place/canary-4711');
    await scene.api.send('BREW', '/health/live').catch(() => undefined);
    const text = await scraped();
    expect(
      valueOf(text, 'matricula_http_request_duration_seconds_count{method="GET",route="/v1/activations/:token",status="200"}'),
    ).toBeGreaterThan(0);
    expect(text).not.toContain(token);
    expect(text).not.toContain('canary-4711');
    expect(text).not.toContain('BREW');
    expect(text).not.toContain(scene.site.slug);
  });

  it('count those who hang up, and end at nobody', async () => {
    const { hostname, port } = new URL(scene.service.baseUrl);
    const begun = `POST /v1/sites/${scene.site.slug}/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`;
    const socket = connect(Number(port), hostname, () => socket.write(begun));
    await waitFor('the request to be under way', async () =>
      // The one that asks is counted as well.
      valueOf(await scraped(), 'matricula_http_requests_under_way') === 2 ? true : undefined,
    );
    socket.destroy();
    await waitFor('it to be counted as aborted', async () => {
      const text = await scraped();
      const aborted = valueOf(text, 'matricula_http_requests_aborted_total{method="POST",route="/v1/sites/:site/sessions"}');
      return aborted === 1 && valueOf(text, 'matricula_http_requests_under_way') === 1 ? true : undefined;
    });
  });
});

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly description: string };
}

const fileOf = (name: string): string => readFileSync(join(PROJECT_FOLDER, 'monitoring', name), 'utf8');

/** Every question to Prometheus in the files that operators are given, and where it stands. */
function questions(): [where: string, expr: string][] {
  const { panels } = JSON.parse(fileOf('grafana-dashboard.json')) as { panels: Panel[] };
  const { groups } = parse(fileOf('alert-rules.yaml')) as { groups: { rules: Rule[] }[] };
  return [
    ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }): [string, string] => [`dashboard: ${title}`, expr])),
    ...groups.flatMap(({ rules }) => rules.map(({ alert, expr }): [string, string] => [`alert: ${alert}`, expr])),
  ];
}

describe('the dashboard and the alerts', () => {
  it('ask for metrics that there are', async () => {
    const text = await scraped();
    const names = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    );
    const unknown = questions().flatMap(([where, expr]) =>
      [...expr.matchAll(/\b(?:matricula|nodejs|process)_\w+/g)].flatMap(([name]) =>
        names.includes(name) ? [] : [`${where}: ${name}`],
      ),
    );
    expect(questions().length).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });

  it('ask in words that Prometheus understands', () => {
    const unreadable = questions().filter(([, expr]) => {
      const found: boolean[] = [];
      parser.parse(expr.replaceAll('$__rate_interval', '5m')).iterate({ enter: ({ type }) => found.push(type.isError) > 0 });
      return found.includes(true);
    });
    expect(unreadable).toEqual([]);
  });

  it('say of each alert what it means and what to do', () => {
    const { groups } = parse(fileOf('alert-rules.yaml')) as { groups: { rules: Rule[] }[] };
    const silent = groups
      .flatMap(({ rules }) => rules)
      .filter(({ annotations }) => annotations.summary === '' || annotations.description.length < 40);
    expect(silent).toEqual([]);
  });
});
