import type { Geofence } from '@signalbox/api';
import {
  circle,
  circleMarker,
  control,
  divIcon,
  DomUtil,
  GridLayer,
  layerGroup,
  map as createMap,
  marker,
  polygon,
} from 'leaflet';
import type { LatLngTuple, LayerGroup, LeafletMouseEvent, Map as LeafletMap } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './geofence.module.css';
import type { Position, ShapeDraft } from './shape-draft.ts';
import { isBlank, withCorner, withPress } from './shape-draft.ts';

interface GeofenceMapProps {
  readonly draft: ShapeDraft;
  readonly others: readonly Geofence[];
  /** Last positions of devices, by what people call them. */
  readonly devices: readonly { readonly label: string; readonly at: Position }[];
  readonly onChange: (draft: ShapeDraft) => void;
}

/** Squares in place of tiles: a server need not reach the internet, and the page may not. */
const PlainGrid = GridLayer.extend({
  createTile: () => DomUtil.create('div', classNames(styles['square'])),
});

/** A map on which a geofence is drawn: press to place, drag to move. */
export function GeofenceMap({ draft, others, devices, onChange }: GeofenceMapProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<{ map: LeafletMap; fixed: LayerGroup; drawn: LayerGroup }>(null);
  const latest = useRef({ draft, onChange });
  useEffect(() => {
    latest.current = { draft, onChange };
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const map = openMap(host.current);
    drawing.current = { map, fixed: layerGroup().addTo(map), drawn: layerGroup().addTo(map) };
    map.on('click', ({ latlng, originalEvent }: LeafletMouseEvent) => {
      // The second press of a double click is meant for the same place.
      if (originalEvent.detail > 1) return;
      const { draft: before, onChange: change } = latest.current;
      change(withPress(before, [latlng.lng, latlng.lat]));
    });
    return () => {
      map.remove();
    };
  }, []);
  useEffect(() => {
    const { map, fixed } = drawing.current ?? {};
    if (map === undefined || fixed === undefined) return;
    showFixed(fixed, others, devices);
    // Where somebody draws, the map stands still, however the devices drive.
    if (devices.length > 0 && isBlank(latest.current.draft))
      map.fitBounds(
        devices.map(({ at }) => latLng(at)),
        { animate: false, maxZoom: 14, padding: [30, 30] },
      );
  }, [others, devices]);
  useEffect(() => {
    const { drawn } = drawing.current ?? {};
    if (drawn !== undefined) showDraft(drawn, draft, (next) => latest.current.onChange(next));
  }, [draft]);
  return <div ref={host} role="application" aria-label={text.geofences.map} className={styles['map']} />;
}

function latLng([longitude, latitude]: Position): LatLngTuple {
  return [latitude, longitude];
}

function openMap(host: HTMLElement): LeafletMap {
  // It moves by script: the style sheet's rule for less motion does not reach it.
  const inertia = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  // A double click on the map sets a corner; a larger map under it would set it somewhere else.
  const options = { attributionControl: false, doubleClickZoom: false, zoomAnimation: false, inertia };
  const map = createMap(host, options).setView([50, 10], 5);
  new PlainGrid().addTo(map);
  control.scale().addTo(map);
  return map;
}

function showFixed(
  layer: LayerGroup,
  others: readonly Geofence[],
  devices: GeofenceMapProps['devices'],
): void {
  layer.clearLayers();
  const quiet = { className: classNames(styles['other']), interactive: false };
  for (const { shape } of others) {
    if (shape.type === 'circle')
      circle(latLng(shape.center), { radius: shape.radius_m, ...quiet }).addTo(layer);
    else
      polygon(
        shape.coordinates.map((ring) => ring.map((at) => latLng(at))),
        quiet,
      ).addTo(layer);
  }
  for (const { label, at } of devices)
    circleMarker(latLng(at), { radius: 5, className: classNames(styles['device']) })
      .bindTooltip(label)
      .addTo(layer);
}

const handle = divIcon({ className: classNames(styles['handle']), iconSize: [14, 14] });

function showDraft(layer: LayerGroup, draft: ShapeDraft, onChange: (draft: ShapeDraft) => void): void {
  layer.clearLayers();
  const drawn = { className: classNames(styles['drawn']), interactive: false };
  const addHandle = (at: Position, moved: (to: Position) => ShapeDraft): void => {
    const pin = marker(latLng(at), { icon: handle, draggable: true, keyboard: false }).addTo(layer);
    // A listener of its own keeps the press from the map, which would set another corner there.
    pin.on('click', () => undefined);
    pin.on('dragend', () => onChange(moved([pin.getLatLng().lng, pin.getLatLng().lat])));
  };
  if (draft.kind === 'circle') {
    if (draft.center === null) return;
    circle(latLng(draft.center), { radius: Math.max(draft.radiusM, 0), ...drawn }).addTo(layer);
    addHandle(draft.center, (to) => withPress(draft, to));
    return;
  }
  polygon(draft.corners.map(latLng), drawn).addTo(layer);
  for (const [index, corner] of draft.corners.entries())
    addHandle(corner, (to) => withCorner(draft, index, to));
}
