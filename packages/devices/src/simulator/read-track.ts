import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type TimedPosition, type Track, trackOf } from './track.ts';

/**
 * Reads a recorded drive.
 * @param name the file's name; its ending decides the format: `.gpx` (GPX 1.1, track points with
 *   times) or `.json` (`[{ "point": "POINT(lng lat)", "time": "…" }]`)
 * @throws {Error} that names the file and what is wrong with it
 */
export function readTrack(name: string, text: string): Track {
  if (name.toLowerCase().endsWith('.gpx')) return trackOf(name, gpxPositions(name, text));
  if (name.toLowerCase().endsWith('.json')) return trackOf(name, jsonPositions(name, text));
  throw new Error(`${name}: neither .gpx nor .json`);
}

const gpxPoint = z.object({
  '@_lat': z.coerce.number().min(-90).max(90),
  '@_lon': z.coerce.number().min(-180).max(180),
  ele: z.coerce.number().optional(),
  time: z.string().optional(),
});
const gpxFile = z.object({
  gpx: z.object({
    trk: z.array(z.object({ trkseg: z.array(z.object({ trkpt: z.array(gpxPoint) })) })),
  }),
});
const GPX_LISTS = new Set(['trk', 'trkseg', 'trkpt']);

function gpxPositions(name: string, text: string): readonly TimedPosition[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    processEntities: false,
    isArray: (tag) => GPX_LISTS.has(tag),
  });
  const file = gpxFile.safeParse(parser.parse(text));
  if (!file.success) throw new Error(`${name}: not a GPX file with a track`);
  return file.data.gpx.trk
    .flatMap(({ trkseg }) => trkseg.flatMap(({ trkpt }) => trkpt))
    .flatMap((point) => {
      const time = Date.parse(point.time ?? '');
      if (Number.isNaN(time)) return [];
      return [{ time, latitude: point['@_lat'], longitude: point['@_lon'], altitude: point.ele ?? null }];
    });
}

const jsonFile = z.array(z.object({ point: z.string(), time: z.string() })).min(2);
const WKT_POINT = /^POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/u;

function jsonPositions(name: string, text: string): readonly TimedPosition[] {
  const file = jsonFile.safeParse(parseJson(name, text));
  if (!file.success) throw new Error(`${name}: not a list of {"point", "time"}`);
  return file.data.map(({ point, time }, index) => {
    const coordinates = WKT_POINT.exec(point);
    const at = parseTime(time);
    if (!coordinates || Number.isNaN(at))
      throw new Error(`${name}: entry ${index + 1} has no usable point or time`);
    return { time: at, longitude: Number(coordinates[1]), latitude: Number(coordinates[2]), altitude: null };
  });
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${name}: not JSON`, { cause });
  }
}

/** ISO 8601, also as PostgreSQL prints it: `2014-09-10 06:54:07+0200`. */
function parseTime(text: string): number {
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
}
