import type {
  PlatformCall,
  PlatformCalls,
  PlatformPath,
  PlatformRequest,
  PlatformResponse,
} from '@signalbox/api';
import type { Device } from '@signalbox/storage';
import type { Caller } from '../http/caller.ts';

/** An answer whose text is made by hand, where the order of its fields is not that of an object. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Beside the parameters: who asks and how answers are to be written. */
export interface PlatformContext<Who = Caller | undefined, About = Device | undefined> {
  /** Nobody where no credential is needed. */
  readonly caller: Who;
  /** The hash that was sent, for ending its session; `null` without one. */
  readonly hash: string | null;
  /** The tracker that the call is about: known, and neither blocked nor a clone where that matters. */
  readonly device: About;
  /** Address of the caller. */
  readonly address: string;
  /** An instant (Unix ms) as the caller wants dates. */
  readonly date: (ms: number) => string;
}

type Who<C extends PlatformCall> = C['credential'] extends 'none' ? undefined : Caller;
type About<C extends PlatformCall> = C extends { readonly tracker: object } ? Device : undefined;
type Answer<C extends PlatformCall> = PlatformResponse<C> | JsonText;

/** A call's behaviour. Its parameters are parsed, its caller admitted, its tracker found. */
export type PlatformHandler<C extends PlatformCall> = (
  parameters: PlatformRequest<C>,
  context: PlatformContext<Who<C>, About<C>>,
) => Answer<C> | Promise<Answer<C>>;

/** One handler per call of `/v2`. */
export type PlatformHandlers = { readonly [Path in PlatformPath]: PlatformHandler<PlatformCalls[Path]> };

/** The handlers of some calls. */
export type PlatformHandlersOf<Paths extends PlatformPath> = Pick<PlatformHandlers, Paths>;
