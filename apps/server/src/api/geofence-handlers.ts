import type { Geofence as GeofenceOnWire, GeofenceShape } from '@signalbox/api';
import { selfMeeting } from '@signalbox/expression';
import type { Geofence } from '@signalbox/storage';
import { HttpProblem, notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

type Names = 'listGeofences' | 'createGeofence' | 'getGeofence' | 'updateGeofence' | 'deleteGeofence';

export function geofenceHandlers({ storage }: ApiServices): HandlersOf<Names> {
  const { geofences } = storage;
  return {
    listGeofences: () => ({ list: geofences.list().map(showGeofence) }),
    createGeofence: ({ body }, context) => {
      checkOutline(body.shape);
      const geofence = geofences.create(body);
      recordAction(storage, context, { action: 'geofence.created', target: `geofence ${geofence.id}` });
      return showGeofence(geofence);
    },
    getGeofence: ({ params }) => {
      const geofence = geofences.get(params.id);
      if (geofence === undefined) throw notFound(`Geofence ${params.id}`);
      return showGeofence(geofence);
    },
    updateGeofence: ({ params, body }, context) => {
      const { label, shape } = body;
      if (shape !== undefined) checkOutline(shape);
      const geofence = geofences.update(params.id, {
        ...(label === undefined ? {} : { label }),
        ...(shape === undefined ? {} : { shape }),
      });
      recordAction(storage, context, { action: 'geofence.changed', target: `geofence ${geofence.id}` });
      return showGeofence(geofence);
    },
    deleteGeofence: ({ params }, context) => {
      geofences.remove(params.id);
      recordAction(storage, context, { action: 'geofence.deleted', target: `geofence ${params.id}` });
      return undefined;
    },
  };
}

/**
 * Stored ones from before this was asked stay as they are.
 * @throws {HttpProblem} `invalid_input` that names the place
 */
function checkOutline(shape: GeofenceShape): void {
  const meeting = selfMeeting(shape);
  if (meeting === null) return;
  const [longitude, latitude] = meeting;
  const path = 'body.shape.coordinates';
  const message = `crosses or touches itself at longitude ${longitude}, latitude ${latitude}; move a corner there`;
  throw new HttpProblem('invalid_input', `${path}: ${message}.`, { errors: [{ path, message }] });
}

function showGeofence({ id, label, shape, createdAt }: Geofence): GeofenceOnWire {
  return { id, label, shape, created_at: toTimestamp(createdAt) };
}
