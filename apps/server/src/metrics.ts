import type { MqttBrokerStats } from '@signalbox/devices';
import type { Runtime } from '@signalbox/runtime';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** Where the figures come from; asked when somebody reads them. */
export interface MetricSources {
  readonly runtime: Pick<Runtime, 'stats' | 'storeAvailable'>;
  /** `undefined` until the broker listens. */
  readonly mqtt: () => MqttBrokerStats | undefined;
  readonly storageBytes: () => number;
}

type Values = Readonly<Record<string, number | undefined>>;

/** What `/metrics` shows, and the counts that have no other home. */
export interface ServerMetrics {
  readonly registry: Registry;
  /** An error answer of the API, by its code. */
  countProblem(code: string): void;
  /** A packet over HTTP that was not taken, by reason. */
  countRefusedPacket(code: string): void;
}

/** Everything in the Prometheus text format, under `signalbox_`, beside the process's own figures. */
export function createMetrics(sources: MetricSources): ServerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addRuntimeMetrics(registry, sources);
  addMqttMetrics(registry, sources);
  const problems = ownCounter(registry, 'signalbox_api_problems_total', 'Error answers of the API', 'code');
  const packets = ownCounter(
    registry,
    'signalbox_http_refused_packets_total',
    'Packets over HTTP not taken',
    'reason',
  );
  return {
    registry,
    countProblem: (code) => problems.inc({ code }),
    countRefusedPacket: (reason) => packets.inc({ reason }),
  };
}

function addRuntimeMetrics(registry: Registry, { runtime, storageBytes }: MetricSources): void {
  const { stats } = runtime;
  const labelled = counters(registry);
  labelled('signalbox_messages_total', 'Records made durable', 'timeliness', () => stats.messages);
  labelled(
    'signalbox_delivery_states_total',
    'Deliveries that came into a state',
    'state',
    () => stats.deliveries,
  );
  labelled('signalbox_decisions_total', 'Effects that flows asked for', 'outcome', () => ({
    delivered: stats.effects - stats.skippedEffects - stats.droppedEffects,
    skipped: stats.skippedEffects,
    dropped: stats.droppedEffects,
  }));
  labelled('signalbox_refused_records_total', 'Records of unknown or blocked sources', 'reason', () => ({
    source: stats.refusedMessages,
  }));
  labelled(
    'signalbox_quarantined_records_total',
    'Records put aside after a fault of the program',
    'where',
    () => ({
      runtime: stats.quarantined,
    }),
  );
  labelled('signalbox_commits_total', 'Commits to the store', 'outcome', () => ({
    durable: stats.commits,
    retried: stats.commitRetries,
  }));
  labelled(
    'signalbox_faults_total',
    'Nodes and inputs that failed by a fault of the program',
    'where',
    () => ({
      runtime: stats.faults,
    }),
  );
  labelled('signalbox_traces_total', 'Traces of what flows decided', 'outcome', () => ({
    written: stats.traces.written,
    left_out: stats.traces.leftOut,
    lost: stats.traces.lost,
  }));
  gauge(registry, 'signalbox_store_available', '1 while the store takes commits', () =>
    Number(runtime.storeAvailable),
  );
  gauge(registry, 'signalbox_store_bytes', 'Size of the database and its log', storageBytes);
}

function addMqttMetrics(registry: Registry, { mqtt }: MetricSources): void {
  const labelled = counters(registry);
  gauge(registry, 'signalbox_mqtt_connections', 'Devices connected', () => mqtt()?.connections ?? 0);
  gauge(registry, 'signalbox_mqtt_online', 'Devices that take commands', () => mqtt()?.online ?? 0);
  gauge(
    registry,
    'signalbox_mqtt_in_flight',
    'Records that wait for their commit',
    () => mqtt()?.inFlight ?? 0,
  );
  labelled('signalbox_mqtt_packets_total', 'MQTT traffic', 'kind', () => ({
    record: mqtt()?.records,
    reply: mqtt()?.replies,
    acknowledged: mqtt()?.acknowledged,
    command: mqtt()?.commands,
  }));
  labelled(
    'signalbox_mqtt_refused_payloads_total',
    'Payloads not taken',
    'reason',
    () => mqtt()?.refused ?? {},
  );
  labelled(
    'signalbox_mqtt_refused_connections_total',
    'Connections refused',
    'reason',
    () => mqtt()?.refusedConnections ?? {},
  );
  labelled(
    'signalbox_mqtt_closed_connections_total',
    'Connections that ended',
    'reason',
    () => mqtt()?.closedConnections ?? {},
  );
}

function ownCounter<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  label: Label,
): Counter<Label> {
  return new Counter({ name, help, labelNames: [label], registers: [registry] });
}

/** Makes counters whose values are counted elsewhere. */
function counters(registry: Registry) {
  return (name: string, help: string, label: string, read: () => Values): void => {
    const counter = new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        counter.reset();
        for (const [key, value] of Object.entries(read())) counter.inc({ [label]: key }, value ?? 0);
      },
    });
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect(): void {
      made.set(read());
    },
  });
}
