/**
 * The contract of a provider package, and all that one may import from core.
 *
 * An adapter is a table of operations with pure functions. It sees no span, tracer, promise, iterator or configuration.
 * Functions here may be given anything an application sends: they must read defensively, and whatever they throw is caught
 * by core's guard, counted and logged, never seen by the application.
 */
import * as outcome from './call/outcome';
import * as operation from './contract/operation';
import type {
  CommandTarget,
  EventTarget,
  FrameworkTarget,
  MethodTarget,
  Operation,
  PatchTarget,
  ProtocolTarget,
  RouteTarget,
} from './contract/operation';
import type { ClientInput, CommandSeam, EventSeam, FrameworkSeam, MethodSeam, ProtocolSeam, StainlessSeam } from './contract/seam';
import type { ProviderName } from './facts';
import * as json from './json';
import * as implementations from './patch/implementations';
import * as methods from './patch/patch-methods';
import * as tools from './tool-credentials';

export type * from './contract/operation';
export type * from './contract/seam';
export type * from './facts';
export type { JsonRecord } from './json';
export type { Method } from './patch/patch-registry';
export type { Runs, StartedRun } from './seams/runs';

// Plain exports, all of them: with one that is forwarded, which is a getter in CommonJS, the module becomes a dictionary, and whoever reads a
// chunk of a stream looks its functions up by name.
export const { asArray, asErrorCode, asNumber, asRecord, asString, copyJson, joinText } = json;
export const { copyTool, identifyTools, isHosted, withoutCredentials } = tools;
export const { describeFailure } = outcome;
export const { defineOperation } = operation;
/** For `connect` of an event seam. */
export const { Implementations } = implementations;
export type Implementations = implementations.Implementations;
export const { patchMethods } = methods;

interface AdapterOf<Seam, Target extends PatchTarget> {
  /** Absent for a framework, whose requests name their provider. */
  readonly provider?: ProviderName;
  readonly module: {
    readonly name: string;
    /** Semver range of the versions that are tested; a version outside is left alone, with one warning. */
    readonly versions: string;
    /** Other entry points that hold the client class and may be loaded alone: `client` for `@anthropic-ai/sdk/client`. */
    readonly subpaths?: readonly string[];
    /** Entry points that an application can load and whose exports `instrument` is to be given. @default the main one */
    readonly manualEntryPoints?: readonly string[];
    /** Whether exports themselves are patched, and cannot be where they are required: the application is given a copy of them. @default false */
    readonly hasLockedExports?: true;
  };
  readonly seam: Seam;
  /** The provider by client class; `undefined` leaves it to the host table, then to `provider`. */
  providerOf?(client: ClientInput): ProviderName | undefined;
  /** Where the client's requests go. @default its `baseURL` */
  baseUrlOf?(client: unknown): string | undefined;
  readonly operations: readonly [Operation<Target>, ...Operation<Target>[]];
}

export type StainlessAdapter = AdapterOf<StainlessSeam, RouteTarget>;
export type MethodAdapter = AdapterOf<MethodSeam, MethodTarget>;
export type CommandAdapter = AdapterOf<CommandSeam, CommandTarget>;
export type EventAdapter = AdapterOf<EventSeam, EventTarget>;
export type ProtocolAdapter = AdapterOf<ProtocolSeam, ProtocolTarget>;
export type FrameworkAdapter = AdapterOf<FrameworkSeam, FrameworkTarget>;
/** One package of an SDK and one door; a package whose majors have different doors has an adapter for each. */
export type ProviderAdapter = StainlessAdapter | MethodAdapter | CommandAdapter | EventAdapter | ProtocolAdapter | FrameworkAdapter;
