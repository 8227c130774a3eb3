// Written by `npm run sync` from the folders beside it. Do not edit.
import { words as actionNode } from './action/words.de.ts';
import { words as connectionNode } from './connection/words.de.ts';
import { words as dataSourceNode } from './data_source/words.de.ts';
import { words as delayNode } from './delay/words.de.ts';
import { words as geofenceNode } from './geofence/words.de.ts';
import { words as initiateAttributesNode } from './initiate_attributes/words.de.ts';
import { words as limitNode } from './limit/words.de.ts';
import { words as logicNode } from './logic/words.de.ts';
import { words as noteNode } from './note/words.de.ts';
import { words as scheduleNode } from './schedule/words.de.ts';
import { words as silenceNode } from './silence/words.de.ts';
import { words as switchNode } from './switch/words.de.ts';
import { words as timeWindowNode } from './time_window/words.de.ts';
import { words as webhookNode } from './webhook/words.de.ts';

export const words = {
  action: actionNode,
  connection: connectionNode,
  data_source: dataSourceNode,
  delay: delayNode,
  geofence: geofenceNode,
  initiate_attributes: initiateAttributesNode,
  limit: limitNode,
  logic: logicNode,
  note: noteNode,
  schedule: scheduleNode,
  silence: silenceNode,
  switch: switchNode,
  time_window: timeWindowNode,
  webhook: webhookNode,
} as const;
