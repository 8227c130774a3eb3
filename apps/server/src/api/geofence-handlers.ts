import type { Geofence as GeofenceOnWire } from '@signalbox/api';
import type { Geofence } from '@signalbox/storage';
import { notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

type Names = 'listGeofences' | 'createGeofence' | 'getGeofence' | 'updateGeofence' | 'deleteGeofence';

export function geofenceHandlers({ storage }: ApiServices): HandlersOf<Names> {
  const { geofences } = storage;
  return {
    listGeofences: () => ({ list: geofences.list().map(showGeofence) }),
    createGeofence: ({ body }, context) => {
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

function showGeofence({ id, label, shape, createdAt }: Geofence): GeofenceOnWire {
  return { id, label, shape, created_at: toTimestamp(createdAt) };
}
