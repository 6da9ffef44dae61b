/** One thing an application does with an SDK, what it must look like to the application, and which calls it is made of. */
import type { SdkModule } from './sdk';

export interface Scenario {
  readonly name: string;
  /** What the fake provider answers, see `provider/case.ts`. @default 'seeded' */
  readonly cases?: string;
  /** Semver range of the SDK versions that can do this. @default all */
  readonly versions?: string;
  readonly calls: readonly ExpectedCall[];
  /** Returns what the application observes, as JSON. */
  run(scene: Scene): Promise<unknown>;
}

export type AbandonReason = 'aborted' | 'reader_left' | 'never_read';

export interface ExpectedCall {
  readonly operation: string;
  readonly outcome: 'completed' | 'failed' | 'abandoned';
  readonly stream?: true;
  /** Semver range of the SDK versions that make this call. @default all */
  readonly versions?: string;
  /** Of an abandoned call; `never_read` stands for `shutdown` too, since garbage may be collected late. @default any */
  readonly reason?: AbandonReason;
  /** Times this call is expected. @default 1 */
  readonly times?: number;
  /** `null` when the request names no model. @default the scenario's key */
  readonly model?: null;
  /** What the span is named after, where that is not the model. */
  readonly target?: string;
  /** @default the SDK's own provider */
  readonly provider?: string;
  /** Retries that the span tells; a method that sends again by itself does not show it. @default as many as were sent */
  readonly resendCount?: number;
  /** An agent or a tool that runs in the application: its span is INTERNAL and has no provider. @default false */
  readonly isInProcess?: true;
}

export interface Scene {
  readonly sdk: SdkModule;
  readonly version: string;
  /** Origin, key and cases: what goes before the provider's own path. */
  readonly baseUrl: string;
  readonly clientOptions: Readonly<Record<string, unknown>>;
  /** Unique to the scenario and format, so that the spans of a call are found by its model. */
  readonly model: string;
  /** A client of the fake provider. */
  client(options?: object): object;
  /** Loads another module as the application does: `require` or `import`. */
  load(specifier: string): Promise<SdkModule>;
  /** Resolves when the provider has been sent a request of the scenario. */
  received(): Promise<void>;
  /** Resolves when the scenario's requests have been sent and answered, and what follows has reached the application. */
  settled(): Promise<void>;
  /** Rejections that nobody handled since the scenario began; waits for `settled`. */
  unhandledRejections(): Promise<readonly unknown[]>;
}

export const completed = (operation: string, more: Partial<ExpectedCall> = {}): ExpectedCall => ({
  operation,
  outcome: 'completed',
  ...more,
});
export const failed = (operation: string, more: Partial<ExpectedCall> = {}): ExpectedCall => ({ operation, outcome: 'failed', ...more });
export const abandoned = (operation: string, reason?: AbandonReason, more: Partial<ExpectedCall> = {}): ExpectedCall => ({
  operation,
  outcome: 'abandoned',
  ...(reason !== undefined && { reason }),
  ...more,
});
