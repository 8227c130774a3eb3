// Written by `npm run sync` from the folders beside it. Do not edit.
import { runtime as actionNode } from './action/runtime.ts';
import { runtime as connectionNode } from './connection/runtime.ts';
import { runtime as dataSourceNode } from './data_source/runtime.ts';
import { runtime as delayNode } from './delay/runtime.ts';
import { runtime as geofenceNode } from './geofence/runtime.ts';
import { runtime as initiateAttributesNode } from './initiate_attributes/runtime.ts';
import { runtime as limitNode } from './limit/runtime.ts';
import { runtime as logicNode } from './logic/runtime.ts';
import { runtime as noteNode } from './note/runtime.ts';
import { runtime as scheduleNode } from './schedule/runtime.ts';
import { runtime as silenceNode } from './silence/runtime.ts';
import { runtime as switchNode } from './switch/runtime.ts';
import { runtime as timeWindowNode } from './time_window/runtime.ts';
import { runtime as webhookNode } from './webhook/runtime.ts';

export const runtimes = {
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
