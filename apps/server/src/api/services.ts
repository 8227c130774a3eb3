import type { DeviceModel } from '@signalbox/devices';
import type { NodeDefinitions, NodeRuntime } from '@signalbox/flow';
import type { Clock, DeviceLinks, Runtime } from '@signalbox/runtime';
import type { Storage } from '@signalbox/storage';
import type { SealedSecrets } from '../access/sealed-secrets.ts';
import type { SignIn } from '../access/sign-in.ts';
import type { Handlers } from '../http/bind-routes.ts';
import type { Backups } from '../backups.ts';
import type { PauseBook } from '../pause-book.ts';
import type { UnknownDevices } from '../unknown-devices.ts';

/** What the API's handlers work with. */
export interface ApiServices {
  readonly storage: Storage;
  readonly definitions: NodeDefinitions;
  readonly runtimes: { runtime(type: string): NodeRuntime | undefined };
  readonly models: readonly DeviceModel[];
  readonly runtime: Pick<
    Runtime,
    'attributes' | 'cancel' | 'follow' | 'ingress' | 'request' | 'resumeFlow' | 'storeAvailable' | 'watch'
  >;
  readonly links: Pick<DeviceLinks, 'isOnline'>;
  readonly unknownDevices: Pick<UnknownDevices, 'list' | 'note'>;
  readonly pauses: PauseBook;
  readonly backups: Pick<Backups, 'make'>;
  readonly secrets: SealedSecrets;
  readonly clock: Clock;
  readonly signIn: SignIn;
  readonly server: { readonly version: string; readonly mqttPort: () => number | null };
}

/** The handlers of some operations. */
export type HandlersOf<Names extends keyof Handlers> = Pick<Handlers, Names>;
