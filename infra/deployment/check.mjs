// Checks compose, kustomizations, Dockerfile, rules and dashboards by the libraries that read them (see main.go): what is in the
// repository must pass, changed copies must be refused. Ends with 0 when all is as it should be, 1 when not, and 75 when there is no
// Go here or its modules cannot be had: then nothing was checked.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tasks/paths.mjs';

const here = join(root, 'infra/deployment');
const unavailable = /dial tcp|lookup |no such host|connection refused|i\/o timeout|proxyconnect|TLS handshake|50\d |module lookup disabled|requires go >=/;

const skipped = (why) => {
  console.log(`SKIPPED: compose, kustomizations, Dockerfile, rules and dashboards were not checked: ${why}`);
  process.exit(75);
};

/** The program, built once for each version of it into a folder that git ignores. */
function obtain() {
  if (spawnSync('go', ['version']).status !== 0) skipped('no go on this machine');
  const hash = createHash('sha256');
  for (const name of readdirSync(here).filter((file) => /\.go$|^go\./.test(file)).sort()) hash.update(name).update(readFileSync(join(here, name)));
  const cache = join(root, 'node_modules/.cache/zhiheng-deployment');
  const program = join(cache, `deployment-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-o', program, '.'], { cwd: here, encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0' } });
  if (status === 0) return program;
  if (unavailable.test(stderr)) skipped(`its modules cannot be had here\n${stderr.slice(-1_000)}`);
  console.error(stderr);
  process.exit(1);
}

const program = obtain();
const folder = mkdtempSync(join(tmpdir(), 'zhiheng-deployment-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let [passed, failed] = [0, 0];
const tell = (what, good, said) => {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? 'passed' : 'FAILED'}: ${what}${good ? '' : `\n  ${said.trim().split('\n').join('\n  ')}`}`);
};
const run = (at) => spawnSync(program, [at], { encoding: 'utf8' });

const { status, stdout, stderr } = run(root);
tell('what is in the repository', status === 0, stdout + stderr);
if (status === 0) console.log(`  ${stdout.trim().split('\n').join(', ')}`);

const parts = ['infra/compose', 'infra/kubernetes', 'infra/dashboards', 'infra/container', 'infra/tasks', 'package.json', 'package-lock.json', '.npmrc', '.swcrc', 'tsconfig.json', 'LICENSE', 'docs/reference/openapi.json'];

/** Change one file of a copy and expect the program to name the problem. */
function refuses(what, file, from, to, problem) {
  const copy = join(folder, String(passed + failed));
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  for (const part of ['apps', 'libs']) mkdirSync(join(copy, part), { recursive: true });
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) return tell(what, false, `${file} does not have ${from}`);
  writeFileSync(path, text.replace(from, to));
  const answer = run(copy);
  tell(`refused: ${what}`, answer.status === 1 && answer.stdout.includes(problem), answer.stdout + answer.stderr);
}

const [base, example, compose] = ['infra/kubernetes/base', 'infra/kubernetes/overlays/example', 'infra/compose'];
refuses('a field that Kubernetes does not know', `${base}/server.yaml`, 'failureThreshold: 6', 'failureTreshold: 6', 'unknown field "spec.template.spec.containers[0].livenessProbe.failureTreshold"');
refuses('a value of another type', `${base}/worker.yaml`, 'replicas: 2', 'replicas: two', 'is not what Kubernetes takes');
refuses('a container without limits', `${base}/worker.yaml`, 'cpu: "2"', 'example.org/cpu: "2"', 'has no request or limit of cpu');
refuses('a container without a liveness probe', `${base}/server.yaml`, '          livenessProbe:\n            httpGet: { path: /health/live, port: http }\n            periodSeconds: 10\n            timeoutSeconds: 5\n            failureThreshold: 6\n', '', 'has no liveness probe');
refuses('readiness judged by being alive', `${base}/server.yaml`, 'path: /health/ready', 'path: /health/live', 'is asked for /health/live by the readiness probe');
refuses('a container that may write into its image', `${base}/worker.yaml`, 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', 'may write into its image');
refuses('a budget that selects nothing', `${base}/disruption-budgets.yaml`, 'app.kubernetes.io/name: zhiheng-worker', 'app.kubernetes.io/name: zhiheng-workers', 'StatefulSet/zhiheng-worker: has no disruption budget');
refuses('a network that is open by default', `${base}/network-policies.yaml`, 'policyTypes: [Ingress, Egress]', 'policyTypes: [Ingress]', 'is not closed by default: Egress');
refuses('workers without a way to the engines', `${example}/engines-network-policy.yaml`, 'app.kubernetes.io/part-of: zhiheng', 'app.kubernetes.io/name: zhiheng-server', 'StatefulSet/zhiheng-worker: has no way to the port 2113');
refuses('brokers at a port that the network closes', `${example}/kustomization.yaml`, 'kafka-2.kafka.example:9093', 'kafka-2.kafka.example:9094', 'has no way to the port 9094');
refuses('a Service that selects nothing', `${base}/services.yaml`, 'app.kubernetes.io/name: zhiheng-server\n  ports', 'app.kubernetes.io/name: zhiheng-serve\n  ports', 'Service/zhiheng: selects no pod');
refuses('a Secret that nobody makes', `${example}/kustomization.yaml`, 'name: zhiheng-engines', 'name: zhiheng-engine', 'mounts a Secret that is not there');
refuses('an image without a version', `${example}/kustomization.yaml`, 'newTag: 0.1.0', 'newTag: latest', 'has an image without a version');
refuses('a key that Compose does not know', `${compose}/compose.yaml`, 'stop_grace_period', 'stop_grace_time', 'stop_grace_time');
refuses('a dependency on a service that is not there', `${compose}/monitoring.yaml`, 'prometheus: { condition', 'prometheuss: { condition', 'prometheuss');
refuses('a secret that is not declared', `${compose}/compose.yaml`, 'secrets: [kurrentdb_url,', 'secrets: [kurrentdb_uri,', 'kurrentdb_uri');
refuses('a password in the environment', `${compose}/monitoring.yaml`, 'GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_password', 'GF_SECURITY_ADMIN_PASSWORD: admin', 'has a secret in its environment: GF_SECURITY_ADMIN_PASSWORD');
refuses('two servers on one volume', `${compose}/compose.yaml`, 'volumes: [server-2-data:/data]', 'volumes: [server-1-data:/data]', 'shares the volume server-1-data');
refuses('an engine that is open to the outside', `${compose}/engines.yaml`, 'volumes: ["kafka-2-data:/var/lib/kafka/data"]', 'volumes: ["kafka-2-data:/var/lib/kafka/data"]\n    ports: ["9092:9092"]', 'kafka-2: opens a way to the engines');
refuses('a service without a health check', `${compose}/monitoring.yaml`, 'test: [CMD, wget', 'disable: true #', 'has no health check');
refuses('an image that runs as root', 'infra/container/Dockerfile', 'USER 10001:10001', 'USER root', 'runs as "root"');
refuses('a file that the image copies and that is not there', 'infra/container/Dockerfile', 'COPY package.json LICENSE ./', 'COPY package.json LICENCE ./', 'copies LICENCE, which is not there');
refuses('an expression that Prometheus does not read', 'infra/dashboards/rules/zhiheng.rules.yaml', 'max by (projection) (', 'max by (projection (', 'zhiheng.rules.yaml: ZhihengProjectionHalted');
refuses('a text that is no template', 'infra/dashboards/rules/zhiheng.rules.yaml', '{{ $labels.command }}', '{{ $labels.command', 'ZhihengFaults');
refuses('a query of a dashboard that Prometheus does not read', 'infra/dashboards/grafana/overview.json', 'sum(up{', 'sum(up{{', 'overview.json');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
