import { type FlowDocument, flowDocumentSchema } from '@signalbox/flow';

interface DemoPlaces {
  readonly yardId: number;
  /** Where the demo's webhooks go, without a trailing slash. */
  readonly receiverUrl: string;
}

const JSON_HEADERS = [{ key: 'Content-Type', value: 'application/json' }];

/** The three sample flows, as a dispatcher would draw them. */
export function demoFlows(places: DemoPlaces): readonly FlowDocument[] {
  return [speedingBuzzer(places), coldBoxDoor(places), leavingTheYard(places)].map((document) =>
    flowDocumentSchema.parse(document),
  );
}

function at(x: number, y: number): object {
  return { position: { x, y } };
}

function speedingBuzzer({ receiverUrl }: DemoPlaces): object {
  return {
    title: 'Speeding buzzer',
    description:
      'Switches the buzzer on when a van is faster than 80 km/h for five seconds, and tells dispatch once.',
    enabled: true,
    nodes: [
      {
        id: 1,
        type: 'data_source',
        view: at(40, 168),
        data: { title: 'All vans', source_ids: [], select: { labels: ['van'] } },
      },
      {
        id: 2,
        type: 'logic',
        view: at(360, 168),
        data: {
          title: 'Faster than 80?',
          name: 'speeding',
          condition: 'speed > 80',
          mode: 'on_change',
          hold_for_s: 5,
        },
      },
      {
        id: 3,
        type: 'action',
        view: at(680, 8),
        data: { title: 'Buzzer on', actions: [{ type: 'set_output', number: 1, value: true }] },
      },
      {
        id: 4,
        type: 'webhook',
        view: at(680, 168),
        data: {
          title: 'Tell dispatch',
          url: `${receiverUrl}/speeding`,
          headers: JSON_HEADERS,
          body: '{"vehicle": {{device_label}}, "speed": {{speed}}, "at": {{message_time}}}',
        },
      },
      {
        id: 5,
        type: 'action',
        view: at(680, 328),
        data: { title: 'Buzzer off', actions: [{ type: 'set_output', number: 1, value: false }] },
      },
    ],
    edges: [
      { from: 1, to: 2, type: 'simple_edge' },
      { from: 2, to: 3, type: 'then_edge' },
      { from: 2, to: 4, type: 'then_edge' },
      { from: 2, to: 5, type: 'else_edge' },
    ],
  };
}

function coldBoxDoor({ receiverUrl }: DemoPlaces): object {
  return {
    title: 'Cold box door',
    description: 'Reports every opening of a cold box door, with the temperature inside.',
    enabled: true,
    nodes: [
      {
        id: 1,
        type: 'data_source',
        view: at(40, 120),
        data: { title: 'Cold boxes', source_ids: [], select: { labels: ['reefer'] } },
      },
      {
        id: 2,
        type: 'initiate_attributes',
        view: at(360, 120),
        data: {
          title: 'Too warm',
          items: [{ name: 'degrees_too_warm', value: 'round(max(0, temperature_1 + 18) * 10) / 10' }],
        },
      },
      {
        id: 3,
        type: 'logic',
        view: at(680, 120),
        data: { title: 'Door open?', name: 'door_alarm', condition: 'door_open == true', mode: 'on_change' },
      },
      {
        id: 4,
        type: 'webhook',
        view: at(1000, 120),
        data: {
          title: 'Tell the customer',
          url: `${receiverUrl}/door`,
          headers: JSON_HEADERS,
          body: '{"box": {{device_label}}, "temperature": {{temperature_1}}, "too_warm_by": {{degrees_too_warm}}, "at": {{message_time}}}',
        },
      },
    ],
    edges: [
      { from: 1, to: 2, type: 'simple_edge' },
      { from: 2, to: 3, type: 'simple_edge' },
      { from: 3, to: 4, type: 'then_edge' },
    ],
  };
}

function leavingTheYard({ receiverUrl, yardId }: DemoPlaces): object {
  return {
    title: 'Leaving the yard at night',
    description: 'A van that leaves the yard between 22:00 and 06:00 lights its LED, and the guard is told.',
    enabled: true,
    nodes: [
      {
        id: 1,
        type: 'data_source',
        view: at(40, 120),
        data: { title: 'All vans', source_ids: [], select: { labels: ['van'] } },
      },
      {
        id: 2,
        type: 'geofence',
        view: at(360, 120),
        data: { title: 'Out of the yard?', geofence_ids: [yardId], on: 'leave' },
      },
      {
        id: 3,
        type: 'time_window',
        view: at(680, 120),
        data: {
          title: 'At night?',
          time_zone: 'Europe/Berlin',
          windows: [{ from: '22:00', to: '06:00' }],
        },
      },
      {
        id: 4,
        type: 'action',
        view: at(1000, 40),
        data: { title: 'LED on', actions: [{ type: 'set_led', value: true }] },
      },
      {
        id: 5,
        type: 'webhook',
        view: at(1000, 200),
        data: {
          title: 'Tell the guard',
          url: `${receiverUrl}/yard`,
          headers: JSON_HEADERS,
          body: '{"vehicle": {{device_label}}, "latitude": {{latitude}}, "longitude": {{longitude}}, "at": {{message_time}}}',
        },
      },
    ],
    edges: [
      { from: 1, to: 2, type: 'simple_edge' },
      { from: 2, to: 3, type: 'then_edge' },
      { from: 3, to: 4, type: 'then_edge' },
      { from: 3, to: 5, type: 'then_edge' },
    ],
  };
}
