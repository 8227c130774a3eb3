// Written by `npm run sync` from the folders beside it. Do not edit.
import { definition as actionNode } from './action/definition.ts';
import { definition as connectionNode } from './connection/definition.ts';
import { definition as dataSourceNode } from './data_source/definition.ts';
import { definition as delayNode } from './delay/definition.ts';
import { definition as geofenceNode } from './geofence/definition.ts';
import { definition as initiateAttributesNode } from './initiate_attributes/definition.ts';
import { definition as limitNode } from './limit/definition.ts';
import { definition as logicNode } from './logic/definition.ts';
import { definition as noteNode } from './note/definition.ts';
import { definition as scheduleNode } from './schedule/definition.ts';
import { definition as silenceNode } from './silence/definition.ts';
import { definition as switchNode } from './switch/definition.ts';
import { definition as timeWindowNode } from './time_window/definition.ts';
import { definition as webhookNode } from './webhook/definition.ts';

export const definitions = {
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
