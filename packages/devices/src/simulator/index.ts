export { type Behaviour, FIELD_BEHAVIOUR } from './behaviour.ts';
export { generateDrive, type Leg, type Route } from './drive-generator.ts';
export { type Fleet, type FleetMember, type FleetOptions, startFleet } from './fleet.ts';
export { readTrack } from './read-track.ts';
export { type TimedPosition, type Track, type TrackPoint, trackOf } from './track.ts';
export { Vehicle, type VehicleProfile } from './vehicle.ts';
