/** Texts of the hand-made fields of the inspector. */
export const condition = {
  mode: 'Shown as',
  rows: 'Rows',
  formula: 'Formula',
  noRows:
    'Rows cannot show this formula: it computes something, or compares more than an attribute with a value.',
  noRowsFault: 'Rows cannot show this formula until its fault is corrected.',
  empty: 'No row yet: add one to say what must hold.',
  match: 'Which rows must hold',
  matches: {
    all: 'All of these hold',
    any: 'Any of these holds',
    not_all: 'Not all of these hold',
    none: 'None of these holds',
  },
  group: (depth: number) => (depth === 0 ? 'Condition' : 'Group of rows'),
  row: (index: number, count: number) => `Row ${index} of ${count}`,
  addRow: 'Add row',
  addGroup: 'Add group',
  removeRow: (name: string) => `Remove the row ${name}`,
  removeGroup: 'Remove this group',
  attribute: 'Attribute',
  attributePlaceholder: 'speed',
  operator: 'How it is compared',
  value: 'Value',
  low: 'From',
  high: 'To',
  and: 'and',
  list: 'Values with commas between them',
  listPlaceholder: 'a, b, c',
  unit: 'Unit',
  geofence: 'Geofence',
  noGeofence: 'Choose a geofence',
  unknownGeofence: (id: number) => `Geofence ${id} (not known here)`,
  unfinished: 'Not complete yet, so it does not count.',
  operators: {
    '==': 'is',
    '!=': 'is not',
    '<': 'is below',
    '<=': 'is at most',
    '>': 'is above',
    '>=': 'is at least',
    between: 'is between',
    in: 'is one of',
    not_in: 'is none of',
    contains: 'contains',
    not_contains: 'does not contain',
    starts_with: 'begins with',
    ends_with: 'ends with',
    is_true: 'is true',
    is_false: 'is false',
    exists: 'has a value',
    missing: 'has no value',
    changed: 'has changed',
    inside: 'the device is in',
    outside: 'the device is not in',
    enters: 'the device comes into',
    leaves: 'the device leaves',
  },
  origins: {
    received: 'Received from devices',
    written: 'Written by this flow',
    standard: 'Standard names',
  },
  by: 'Last values of',
  nobody: 'As soon as a device is registered, the condition is tried on its last values here.',
  truths: { true: 'True now', false: 'False now', unknown: 'No value now' },
  notYet: 'The result on last values stands here as soon as the condition is complete.',
  missing: (names: readonly string[]) =>
    `${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'} no value`,
  writeInstead: (word: string) => `Write ${word}`,
} as const;

export const retry = {
  once: 'Try once, not again.',
  attempts: 'Attempts',
  firstPause: 'First pause, in seconds',
  factor: 'Times longer with each attempt',
  longest: 'Longest pause, in seconds',
  try: 'Try',
  times: 'times. Wait',
  grow: 's, then each time',
  longer: 'times as long, up to',
  end: 's.',
  spread: 'Spread pauses at random, so that not all come back at once',
  pauses: (pauses: string, isSpread: boolean) => `Pauses: ${isSpread ? 'up to ' : ''}${pauses}.`,
  total: (total: string, isSpread: boolean) =>
    `Together ${isSpread ? 'at most ' : ''}${total}; waiting for answers comes on top.`,
  andSoOn: (pauses: string) => `${pauses} and so on`,
  second: (count: string) => `${count} s`,
  minute: (count: string) => `${count} min`,
  hour: (count: string) => `${count} h`,
} as const;

export const timing = {
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  weekdayNames: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  presets: 'Common times',
  choosePreset: 'Choose…',
  preset: {
    '*/15 * * * *': 'Every 15 minutes',
    '0 * * * *': 'Every hour',
    '0 7 * * *': 'Every day at 07:00',
    '30 7 * * 1-5': 'Every weekday at 07:30',
    '0 8 * * 1': 'Every Monday at 08:00',
    '0 6 1 * *': 'On the first of every month at 06:00',
  },
  next: (times: readonly string[]) => `Next: ${times.join(' · ')}`,
} as const;

export const deviceActions = {
  some: (labels: readonly string[], others: number) =>
    others === 0 ? labels.join(', ') : `${labels.join(', ')} and ${others} more`,
  noOutput: (output: number, devices: string) => `Output ${output} does not exist on ${devices}.`,
  noSingle: (devices: string) => `Outputs cannot be switched one at a time on ${devices}: set all of them.`,
  noBatch: (devices: string) => `Outputs cannot be switched all at once on ${devices}: set them one by one.`,
  noLed: (devices: string) => `There is no LED on ${devices}.`,
  cuts: (output: number, value: boolean, devices: string) =>
    `Output ${output} ${value ? 'on' : 'off'} stops the engine of ${devices}.`,
  guarded: (guard: string) => `It waits until the device’s own guard holds as well: ${guard}`,
  unguarded: 'The device has no guard of its own: name one below under “Only while”.',
  restores: (output: number, value: boolean, devices: string) =>
    `Output ${output} ${value ? 'on' : 'off'} frees the engine of ${devices} and calls off a cut that waits.`,
  textCuts: (devices: string) =>
    `${devices} can stop the engine: a command that is not known to be harmless waits for the device’s own guard.`,
  noDevices: 'The flow chooses no device yet, so nothing is known of outputs.',
} as const;

export const templating = {
  preview: 'As it would be sent now',
  names: 'Names of the message',
  late: 'After a delayed message',
} as const;

export const geofences = {
  none: 'No geofences yet.',
  search: 'Search geofences',
  unknown: (id: number) => `Geofence ${id} (not known here)`,
  draw: 'Draw a new one',
  title: 'New geofence',
  name: 'Name',
  shape: 'Shape',
  circle: 'Circle',
  polygon: 'Polygon',
  circleHelp: 'Click the map to place the circle; drag its centre to move it.',
  polygonHelp: 'Click the map to add corners; drag a corner to move it.',
  map: 'Map. The fields before it say the same in numbers.',
  latitude: 'Latitude',
  longitude: 'Longitude',
  radius: 'Radius, m',
  corner: (index: number) => `Corner ${index}`,
  latitudeOf: (index: number) => `Latitude of corner ${index}`,
  longitudeOf: (index: number) => `Longitude of corner ${index}`,
  addCorner: 'Add corner',
  removeCorner: (index: number) => `Remove corner ${index}`,
  save: 'Save geofence',
  needsName: 'Give it a name.',
  needsCircle: 'Place the circle and give a radius above 0.',
  needsCorners: 'A polygon needs three corners or more.',
  meetsItself: (latitude: number, longitude: number) =>
    `The outline crosses or touches itself at latitude ${latitude}, longitude ${longitude}. Move a corner there.`,
} as const;

export const choosing = {
  now: (count: number) => `${count} ${count === 1 ? 'device' : 'devices'} now`,
  nobody: 'No device now: nothing starts here until one is chosen.',
} as const;
