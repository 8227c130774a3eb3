/** Texts of the outline: the flow as a list. */
export const outline = {
  choice: 'Show the flow as',
  canvas: 'Canvas',
  outline: 'Outline',
  label: 'Outline',
  list: 'Nodes in the order of the flow',
  lead: 'Up and Down go through the nodes, letters find one by its title. Right reaches its wires and its menu. Enter goes to its settings.',
  leadReadOnly: 'Up and Down go through the nodes, letters find one by its title. Right reaches its wires.',
  empty: 'This flow has no nodes yet.',
  add: 'Add a node',
  announceShown: { canvas: 'Canvas is shown.', outline: 'Outline is shown.' },
  entry: (id: number, title: string, typeTitle: string) => `${id} ${title}, ${typeTitle}`,
  loose: 'not connected',
  off: 'switched off',
  after: (port: string, source: string) => `${port} of ${source}`,
  node: (id: number, title: string) => `${id} ${title}`,
  gone: (id: number) => `${id} (not there)`,
  wire: (port: string, target: string) => `${port} → ${target}`,
  addAt: (port: string) => `Add at “${port}”`,
  open: (port: string) => `${port} → nothing yet`,
  menu: (title: string) => `What can be done with ${title}`,
} as const;

/** What is said of what happened, besides what the canvas says of its own. */
export const announce = {
  saved: 'Saved.',
  savedAgain: 'Saved again.',
  noProblems: 'No problems any more.',
  problems: (count: string) => `${count}.`,
  removed: (title: string) => `“${title}” deleted.`,
  found: (count: number) => (count === 0 ? 'Nothing found.' : `${count} found.`),
  letterKeys: (isOn: boolean) => `Keys without Ctrl are ${isOn ? 'on' : 'off'}.`,
} as const;
