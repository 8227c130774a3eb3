import { describe, expect, test } from 'vitest';
import { readTrack } from './read-track.ts';
import { pointAtOffset, trackOf } from './track.ts';

/** A position every second, each about 22.2 m north of the one before: 80 km/h. */
function northbound(count: number): { time: number; latitude: number; longitude: number; altitude: null }[] {
  return Array.from({ length: count }, (_, n) => ({
    time: 1_000_000 + n * 1000,
    latitude: 48 + n * 0.0002,
    longitude: 11,
    altitude: null,
  }));
}

describe('a drive from its positions', () => {
  test('derives speed and heading', () => {
    const track = trackOf('north', northbound(10));
    expect(track.durationMs).toBe(9000);
    expect(track.points[5]?.speedKmh).toBeCloseTo(80, 0);
    expect(track.points[5]?.heading).toBe(0);
  });

  test('does not depend on the order of the positions', () => {
    expect(trackOf('north', northbound(10).toReversed())).toEqual(trackOf('north', northbound(10)));
  });

  test('keeps the heading while it stands', () => {
    const positions = [
      { time: 0, latitude: 48, longitude: 11, altitude: null },
      { time: 1000, latitude: 48, longitude: 11.0003, altitude: null },
      { time: 2000, latitude: 48, longitude: 11.0003, altitude: null },
    ];
    expect(trackOf('east', positions).points[2]).toMatchObject({ speedKmh: 0, heading: 90 });
  });

  test('takes a jump of the recorder for no speed', () => {
    const jump = [...northbound(2), { time: 1_002_000, latitude: 49, longitude: 11, altitude: null }];
    expect(trackOf('jump', jump).points[2]?.speedKmh).toBe(0);
  });

  test('is where it last was between two points', () => {
    expect(pointAtOffset(trackOf('north', northbound(10)), 3500).offsetMs).toBe(3000);
  });
});

describe('reading a recording', () => {
  const gpx = `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>
    <trkpt lat="45.28" lon="13.72"><ele>225.4</ele><time>2014-06-01T10:00:00Z</time></trkpt>
    <trkpt lat="45.2802" lon="13.72"><ele>226</ele><time>2014-06-01T10:00:01Z</time></trkpt>
    <trkpt lat="45.3" lon="13.72"></trkpt>
  </trkseg></trk></gpx>`;

  test('takes the timed points of a GPX file', () => {
    const track = readTrack('drive.gpx', gpx);
    expect(track.points).toHaveLength(2);
    expect(track.points[1]).toMatchObject({ latitude: 45.2802, altitude: 226 });
  });

  test('takes points with PostgreSQL times', () => {
    const json = JSON.stringify([
      { point: 'POINT(11.564388 48.163506)', time: '2014-09-10 06:54:07+0200' },
      { point: 'POINT(11.564254 48.163576)', time: '2014-09-10 06:54:08+0200' },
    ]);
    expect(readTrack('drive.json', json).points[0]).toMatchObject({
      longitude: 11.564388,
      latitude: 48.163506,
    });
  });

  test.each([
    ['drive.csv', 'a,b', 'drive.csv: neither .gpx nor .json'],
    ['drive.gpx', '<html></html>', 'drive.gpx: not a GPX file with a track'],
    ['drive.json', 'nope', 'drive.json: not JSON'],
    ['drive.json', '[{"point":"POINT(1 2)"},{}]', 'drive.json: not a list of {"point", "time"}'],
    [
      'drive.json',
      '[{"point":"x","time":"2014-09-10"},{"point":"x","time":"2014-09-11"}]',
      'entry 1 has no usable',
    ],
  ])('says what is wrong with %s', (name, text, reason) => {
    expect(() => readTrack(name, text)).toThrow(reason);
  });
});
