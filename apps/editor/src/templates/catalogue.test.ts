import { checkFlow } from '@signalbox/flow';
import type { FlowDocument, FlowProblem, JsonValue } from '@signalbox/flow';
import { definitionCatalogue } from '@signalbox/nodes';
import { describe, expect, test } from 'vitest';
import { OWN_GEOFENCE, TemplateRun } from '../testing/template-run.ts';
import { templateWords } from '../text/de/template-words.ts';
import { findTemplates, flowTemplates, translateTemplate } from './catalogue.ts';
import type { FlowTemplate } from './catalogue.ts';

type Attributes = Readonly<Record<string, JsonValue>>;

function templateOf(name: string): FlowTemplate {
  const template = flowTemplates.find((candidate) => candidate.name === name);
  if (template === undefined) throw new TypeError(`There is no template ${name}`);
  return template;
}

/** Where warnings stand. */
function placesOf(problems: readonly FlowProblem[]) {
  return problems.map((problem) => [problem.severity, problem.node_ids, problem.parameters]);
}

/** Where a template is warned of: no device is chosen, and addresses lead nowhere. */
function fillInsOf({ nodes }: FlowDocument) {
  const webhooks = nodes.filter(({ type }) => type === 'webhook');
  return [
    ['warning', [1], ['data.source_ids']],
    ...webhooks.map(({ id }) => ['warning', [id], ['data.url']]),
  ];
}

/** What a template asks for after each record, in the order of the records. */
function asks(run: TemplateRun, records: readonly (readonly [atS: number, Attributes])[]) {
  return records.map(([atS, attributes]) => run.record(atS, attributes));
}

/** One record a minute, the last one included. */
function everyMinute(fromS: number, untilS: number, attributes: Attributes) {
  const count = (untilS - fromS) / 60 + 1;
  return Array.from({ length: count }, (_, index) => [fromS + index * 60, attributes] as const);
}

const INSIDE = { latitude: 1, longitude: 10 };
const OUTSIDE = { latitude: -1, longitude: 10 };

test('the nine use cases have a template each', () => {
  expect(flowTemplates.map(({ flow }) => flow.title)).toEqual([
    'Anti-theft protection',
    'Dangerous area',
    'Device health check and reboot',
    'Driver access control',
    'Idling detection',
    'Metric to imperial units',
    'Off-site parking after hours',
    'Speeding message to a chat',
    'Zone speed limit',
  ]);
});

describe.each(flowTemplates.map((template) => [template.name, template] as const))(
  '%s',
  (_name, { flow }) => {
    test('warns of nothing but what is to be filled in', () => {
      expect(placesOf(checkFlow(flow, definitionCatalogue))).toEqual(fillInsOf(flow));
    });

    test('is off, says in one sentence what it does, and in a note what to fill in', () => {
      expect(flow.enabled).toBe(false);
      expect(flow.description).toMatch(/^[A-Z][^.]+\.$/);
      expect(flow.nodes.filter(({ type }) => type === 'note')).toHaveLength(1);
    });

    test('names no address and no geofence that anybody could have', () => {
      const text = JSON.stringify(flow);
      expect(text.match(/https?:\/\/[^/"]+/g) ?? []).toEqual(
        flow.nodes.filter(({ type }) => type === 'webhook').map(() => 'https://fill-in.invalid'),
      );
      const ids = [...text.matchAll(/Geofence\((\d+)\)|"geofence_ids":\[(\d+)\]/g)].map(([, a, b]) =>
        Number(a ?? b),
      );
      expect(ids.every((id) => id === OWN_GEOFENCE)).toBe(true);
    });
  },
);

describe('what the templates do', () => {
  test('a tracker without a fix for ten minutes is rebooted once in six hours, and the workshop hears of a failure', () => {
    const run = new TemplateRun(templateOf('device-health'));
    const lost = { ignition: true, satellites: 2 };
    expect(asks(run, everyMinute(0, 540, lost)).flat()).toEqual([]);
    expect(run.record(600, lost)).toEqual(['reboot']);
    expect(run.outcome('Reboot the tracker', true)).toEqual([]);
    expect(run.outcome('Reboot the tracker', false)).toEqual(['Tell the workshop']);
    run.record(660, { ignition: true, satellites: 9 });
    expect(asks(run, everyMinute(720, 1440, lost)).flat()).toEqual([]);
  });

  test('a parked tracker without a fix is left alone', () => {
    const run = new TemplateRun(templateOf('device-health'));
    expect(asks(run, everyMinute(0, 1200, { ignition: false, satellites: 0 })).flat()).toEqual([]);
  });

  test('speed, mileage and temperature are passed on in imperial units once a minute at most', () => {
    const run = new TemplateRun(templateOf('imperial-units'));
    const values = { speed: 80.4672, hardware_mileage: 160_934.4, temperature_1: 20 };
    const records = [0, 30, 60].map((atS) => [atS, values] as const);
    expect(asks(run, records)).toEqual([['Pass on'], [], ['Pass on']]);
    expect(run.bodies[0]).toMatchObject({
      vehicle: 'Van',
      speed_mph: 50,
      mileage_miles: 100_000,
      temperature_f: 68,
    });
  });

  test('the chat hears of a fast vehicle once, and again only after it was slower than 110', () => {
    const run = new TemplateRun(templateOf('external-system'));
    const speeds = [100, 125, 130, 115, 125, 105, 121].map(
      (speed, index) => [index * 10, { speed }] as const,
    );
    const post = ['Post to the chat'];
    expect(asks(run, speeds)).toEqual([[], post, [], [], [], [], post]);
    expect(run.bodies[0]).toEqual({ text: 'Van drives 125 km/h' });
  });

  test('idling is told after ten minutes, and its end', () => {
    const run = new TemplateRun(templateOf('idling'));
    const idle = { ignition: true, speed: 0, ...INSIDE };
    expect(asks(run, everyMinute(0, 540, idle)).flat()).toEqual([]);
    expect(run.record(600, idle)).toEqual(['Idling began']);
    expect(run.record(660, { ignition: true, speed: 30 })).toEqual(['Idling ended']);
  });

  test('a stop of nine minutes is no idling', () => {
    const run = new TemplateRun(templateOf('idling'));
    asks(run, everyMinute(0, 540, { ignition: true, speed: 0 }));
    expect(run.record(600, { ignition: false, speed: 0 })).toEqual([]);
  });

  test('an ignition without a known key sounds the buzzer after thirty seconds, until the key is there', () => {
    const run = new TemplateRun(templateOf('driver-access'));
    expect(
      asks(run, [
        [0, { ignition: false }],
        [10, { ignition: true }],
        [30, { ignition: true, hardware_key: 'FFFFFFFF' }],
        [40, { ignition: true }],
        [50, { hardware_key: '0A1B2C3D' }],
      ]),
    ).toEqual([[], [], [], ['output 1 on', 'Tell dispatch'], ['output 1 off']]);
  });

  test('a known key in time keeps the buzzer silent', () => {
    const run = new TemplateRun(templateOf('driver-access'));
    const key = { ignition: true, hardware_key: '4E5F6071' };
    expect(
      asks(run, [
        [0, { ignition: false }],
        [10, { ignition: true }],
        [20, key],
        [60, key],
      ]).flat(),
    ).toEqual([]);
  });

  test('the buzzer sounds above 60 inside the zone, until 55 or outside', () => {
    const run = new TemplateRun(templateOf('zone-speed-limit'));
    expect(
      asks(run, [
        [0, { speed: 80, ...OUTSIDE }],
        [10, { speed: 70, ...INSIDE }],
        [20, { speed: 57, ...INSIDE }],
        [30, { speed: 55, ...INSIDE }],
        [40, { speed: 65, ...INSIDE }],
        [50, { speed: 65, ...OUTSIDE }],
      ]),
    ).toEqual([[], ['output 1 on'], [], ['output 1 off'], ['output 1 on'], ['output 1 off']]);
  });

  test('entering the dangerous area lights the LED and is told, leaving it switches the LED off', () => {
    const run = new TemplateRun(templateOf('dangerous-area'));
    expect(
      asks(run, [
        [0, OUTSIDE],
        [10, INSIDE],
        [20, INSIDE],
        [30, OUTSIDE],
      ]),
    ).toEqual([[], ['LED on', 'Tell dispatch'], [], ['LED off']]);
  });

  test('moving without ignition raises the alarm, and the engine is blocked once the vehicle stands', () => {
    const run = new TemplateRun(templateOf('anti-theft'));
    const towed = { ignition: false, speed: 25, ...INSIDE };
    expect(
      asks(run, [
        [0, { ignition: false, speed: 0 }],
        [10, towed],
        [39, towed],
      ]).flat(),
    ).toEqual([]);
    expect(run.record(40, towed)).toEqual(['Raise the alarm', 'output 2 on, only while speed < 5']);
    expect(run.outcome('Block the engine', true)).toEqual(['Tell that it is blocked']);
    expect(run.outcome('Block the engine', false)).toEqual([]);
  });

  test('driving with the ignition on raises no alarm', () => {
    const run = new TemplateRun(templateOf('anti-theft'));
    expect(asks(run, everyMinute(0, 300, { ignition: true, speed: 90 })).flat()).toEqual([]);
  });

  /** 21:00 in Berlin. */
  const EVENING = Date.UTC(2026, 10, 20, 20);

  test('a vehicle parked away from the depot at night is told after ten minutes, also when it falls silent', () => {
    const run = new TemplateRun(templateOf('off-site-parking'), EVENING);
    asks(run, [
      [0, { ignition: true, ...OUTSIDE }],
      [60, { ignition: false, ...OUTSIDE }],
    ]);
    expect(run.record(3600, { ignition: false, ...OUTSIDE })).toEqual(['Tell dispatch']);
    expect(run.record(3660, { ignition: false, ...OUTSIDE })).toEqual([]);
  });

  test.each([
    ['at the depot', EVENING, { ignition: false, ...INSIDE }],
    ['with the ignition on', EVENING, { ignition: true, ...OUTSIDE }],
    ['by day', Date.UTC(2026, 10, 20, 10), { ignition: false, ...OUTSIDE }],
  ])('a vehicle that stands %s is not told of', (_where, startsAt, attributes) => {
    const run = new TemplateRun(templateOf('off-site-parking'), startsAt);
    expect(asks(run, everyMinute(0, 1200, attributes)).flat()).toEqual([]);
  });
});

test('every template has German words, and there are none without a template', () => {
  expect(Object.keys(templateWords).toSorted()).toEqual(flowTemplates.map(({ name }) => name).toSorted());
});

describe.each(flowTemplates.map((template) => [template.name, template] as const))(
  '%s in German',
  (name, template) => {
    const words = templateWords[name];
    const { nodes } = translateTemplate(template, words).flow;

    test('has words for every node, and keeps the rest of it', () => {
      expect(Object.keys(words?.nodes ?? {})).toEqual(template.flow.nodes.map(({ id }) => String(id)));
      const without = nodes.map(({ data: { title: _title, text: _text, body: _body, ...data } }) => data);
      const before = template.flow.nodes.map(
        ({ data: { title: _title, text: _text, body: _body, ...data } }) => data,
      );
      expect(without).toEqual(before);
      const problems = checkFlow({ ...template.flow, nodes }, definitionCatalogue);
      expect(placesOf(problems)).toEqual(fillInsOf(template.flow));
    });

    test('names in its note the nodes that it speaks of', () => {
      const titles = new Set(nodes.map(({ data }) => data['title']));
      const note = nodes.find(({ type }) => type === 'note')?.data['text'];
      const lines = typeof note === 'string' ? note.split('\n') : [];
      const named = lines.flatMap((line) => /^\d\. (.*?): /.exec(line)?.[1]?.split(', ') ?? ['no name']);
      expect(named.filter((title) => !titles.has(title))).toEqual([]);
    });
  },
);

test.each([
  ['SLACK', ['external-system']],
  ['buzzer zone', ['zone-speed-limit']],
  ['fahrenheit', ['imperial-units']],
  ['nothing such', []],
])('searching for %s finds %j', (words, names) => {
  expect(findTemplates(flowTemplates, words).map(({ name }) => name)).toEqual(names);
});

test('searching for nothing finds all', () => {
  expect(findTemplates(flowTemplates, ' ')).toEqual(flowTemplates);
});
