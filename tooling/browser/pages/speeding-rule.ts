import { text } from '../../../apps/editor/src/text/text.ts';
import type { FlowEditor } from './flow-editor.ts';
import type { Hands } from './hands.ts';

const NEXT = { edgeType: 'simple_edge', title: text.ports['simple_edge'] ?? '' };
const THEN = { edgeType: 'then_edge', title: text.ports['then_edge'] ?? '' };
const ELSE = { edgeType: 'else_edge', title: text.ports['else_edge'] ?? '' };

/** From an empty canvas: faster than 80 switches output 1 on, else off. */
export async function drawSpeedingRule(editor: FlowEditor, hands: Hands, device: string): Promise<void> {
  await hands.addNode('Data source');
  await hands.press(editor.inspector.getByRole('checkbox', { name: device }));
  await hands.addNode('Logic');
  await hands.write(editor.field('Title'), 'Too fast?');
  await hands.write(editor.field('Result attribute'), 'speeding');
  await sayFasterThan80(editor, hands);
  await addBuzzer(editor, hands, true);
  await addBuzzer(editor, hands, false);
  await hands.connect('Devices', NEXT, 'Too fast?');
  await hands.connect('Too fast?', THEN, 'Buzzer on');
  await hands.connect('Too fast?', ELSE, 'Buzzer off');
  await hands.tidyUp();
  await hands.write(editor.title, 'Speeding');
}

/** One row of the condition: speed, is above, 80. */
async function sayFasterThan80({ inspector }: FlowEditor, hands: Hands): Promise<void> {
  const row = inspector.getByRole('group', { name: 'Condition', exact: true });
  const attribute = row.getByRole('combobox', { name: text.condition.attribute, exact: true });
  await hands.writeProposed(attribute, 'speed');
  await hands.choose(
    row.getByRole('button', { name: new RegExp(text.condition.operator, 'u') }),
    text.condition.operators['>'],
  );
  await hands.write(row.getByRole('textbox', { name: text.condition.value, exact: true }), '80');
}

async function addBuzzer(editor: FlowEditor, hands: Hands, isOn: boolean): Promise<void> {
  await hands.addNode('Device action');
  await hands.write(editor.field('Title'), isOn ? 'Buzzer on' : 'Buzzer off');
  await hands.press(editor.group('Actions').getByRole('button', { name: text.inspector.addItem }));
  if (isOn) await hands.press(editor.inspector.getByRole('switch', { name: 'On', exact: true }));
}
