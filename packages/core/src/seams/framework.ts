/** Seam F, a framework: inside its functions, calls of the models and tools that an application gives it count. */
import type { Context } from '@opentelemetry/api';
import type { FrameworkAdapter, FrameworkTarget, Operation, Recording } from '../adapter';
import type { Call } from '../call/call';
import { frameworkContext, outsideModelCall, type FrameworkScope } from '../context/call-scope';
import { asRecord, type JsonRecord } from '../json';
import type { Undo } from '../patch/module-hook';
import { applyPatch, undoAll, type Method } from '../patch/patch-registry';
import { processState } from '../patch/process-state';
import type { Pipeline } from '../pipeline';
import { findMethod } from './find-method';
import { followAnswers, followCallback, followTools, readOnce } from './framework-arguments';
import { FrameworkCalls } from './framework-calls';
import { ModelPatches } from './model-patches';
import { followModelWrapper, followProviderWrapper } from './model-wrappers';

/** @throws TypeError when none of the functions is there: a version nobody has seen. One that only some versions have may be missing. */
export function applyFrameworkSeam(exports: JsonRecord, adapter: FrameworkAdapter, pipeline: Pipeline): Undo {
  const undos: Undo[] = [];
  const framework = new Framework(exports, adapter, pipeline, undos);
  const { patchedOwners } = processState();
  const patch = (path: string, wrap: (original: Method) => Method): boolean => {
    const found = findMethod(exports, path);
    if (found === undefined) return false;
    const { owner, key } = found;
    const read = (): object => (owner as Record<string, object>)[key] as object;
    // One class may be exported under two names, and what was imported may be required too.
    if (patchedOwners.has(read())) return true;
    undos.push(applyPatch(owner, key, wrap));
    patchedOwners.add(read());
    return true;
  };
  const found = [...framework.functionPaths()].filter((path) => patch(path, (original) => framework.wrapFunction(original, path)));
  if (found.length === 0) throw new TypeError('none of its functions is known');
  const { modelField, modelWrappers, providerWrappers } = adapter.seam;
  const { guard } = pipeline;
  for (const path of modelWrappers) patch(path, (original) => followModelWrapper(original, modelField, guard));
  for (const { path, field, method } of providerWrappers) patch(path, (original) => followProviderWrapper(original, field, method, guard));
  return () => undoAll(undos);
}

/** One call of one of the functions. */
interface FunctionRun {
  readonly args: readonly unknown[];
  readonly context: Context;
  readonly call: Call | undefined;
}

class Framework {
  readonly #exports: JsonRecord;
  readonly #adapter: FrameworkAdapter;
  readonly #pipeline: Pipeline;
  readonly #models: ModelPatches;
  readonly #calls: FrameworkCalls;
  readonly #functions = new Map<string, Operation<FrameworkTarget> | undefined>();
  readonly #tool: Operation<FrameworkTarget> | undefined;

  constructor(exports: JsonRecord, adapter: FrameworkAdapter, pipeline: Pipeline, undos: Undo[]) {
    this.#exports = exports;
    this.#adapter = adapter;
    this.#pipeline = pipeline;
    this.#calls = new FrameworkCalls(adapter, pipeline);
    const { operations, seam } = adapter;
    for (const path of seam.plainFunctions) this.#functions.set(path, undefined);
    for (const operation of operations) if (operation.target.of === 'function') this.#functions.set(operation.target.path, operation);
    this.#tool = operations.find(({ target }) => target.of === 'tool');
    const models = operations.filter(({ target }) => target.of === 'model');
    this.#models = new ModelPatches(models, (original, operation) => this.#calls.wrapMethod(original, operation), undos);
  }

  functionPaths(): Iterable<string> {
    return this.#functions.keys();
  }

  wrapFunction(original: Method, path: string): Method {
    const framework = this;
    const { guard, telemetry } = this.#pipeline;
    return function frameworkFunction(...args) {
      const run = guard.run('the start of a function', () => framework.#begin(this, args, path));
      if (run === undefined) return original.apply(this, args);
      const work = (): unknown => telemetry.api().context.with(run.context, () => original.apply(this, [...run.args]));
      return run.call === undefined ? work() : framework.#calls.run(run.call, work);
    };
  }

  #begin(instance: unknown, args: readonly unknown[], path: string): FunctionRun {
    const { guard, telemetry } = this.#pipeline;
    const { seam } = this.#adapter;
    const active = telemetry.api().context.active();
    // A function may be a method of some object of the application's, whose fields mean nothing.
    const settings = path.includes('.') ? asRecord(asRecord(instance)?.[seam.settingsField]) : undefined;
    const own = guard.run('the reading of the options', () => readOnce(args)) ?? args;
    const body = { ...settings, ...asRecord(own[0]) };
    const { kind, hasInput, hasOutput } = guard.run('recordingOf', () => seam.recordingOf(body, this.#exports)) ?? everything;
    this.#patchModel(body[seam.modelField], path);
    const given = this.#withModelCallbacks(own, body, path);
    const scope: FrameworkScope = { isRecorded: kind !== 'off', isReportedByOther: kind === 'elsewhere', hasInput, hasOutput };
    const operation = this.#functions.get(path);
    const context = frameworkContext(outsideModelCall(active), scope);
    const call = operation === undefined || kind !== 'on' ? undefined : this.#calls.start(operation, body, context);
    const followed = kind === 'on' ? this.#withCallback(this.#withTools(given, body), call) : given;
    return { args: followed, context: call?.requestContext ?? context, call };
  }

  #patchModel(model: unknown, path: string): void {
    const { modelNamed } = this.#adapter.seam;
    this.#pipeline.guard.run('the patching of a model', () => {
      this.#models.patch(typeof model === 'string' ? modelNamed?.(model, path, this.#exports) : model);
    });
  }

  #withModelCallbacks(args: readonly unknown[], body: JsonRecord, path: string): readonly unknown[] {
    const { modelCallbacks, modelField } = this.#adapter.seam;
    return modelCallbacks.reduce((given, field) => {
      const own = body[field];
      if (typeof own !== 'function') return given;
      const see = (answer: unknown): void => this.#patchModel(asRecord(answer)?.[modelField], path);
      return this.#pipeline.guard.run('the following of a callback', () => followAnswers(given, field, own as Method, see)) ?? given;
    }, args);
  }

  #withTools(args: readonly unknown[], body: JsonRecord): readonly unknown[] {
    const operation = this.#tool;
    const { toolsField } = this.#adapter.seam;
    const tools = asRecord(body[toolsField]);
    if (operation === undefined || tools === undefined) return args;
    const wrap = (original: Method, name: string): Method => this.#calls.wrapMethod(original, operation, name);
    return (
      this.#pipeline.guard.run('the following of tools', () => followTools(args, toolsField, tools, operation.target.path, wrap)) ?? args
    );
  }

  /** What only a callback tells of the end of a call. */
  #withCallback(args: readonly unknown[], call: Call | undefined): readonly unknown[] {
    const target = call?.operation.target as FrameworkTarget | undefined;
    if (call === undefined || target?.failureOf === undefined) return args;
    const { field, read } = target.failureOf;
    const { guard } = this.#pipeline;
    const see = (event: unknown): void => {
      const error = guard.run('failureOf', () => read(event));
      if (error !== undefined) call.fail(error);
    };
    return guard.run('the following of a callback', () => followCallback(args, field, see)) ?? args;
  }
}

const everything: Recording = { kind: 'on', hasInput: true, hasOutput: true };
