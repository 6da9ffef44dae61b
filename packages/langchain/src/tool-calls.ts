/** What the callbacks do not tell of a tool: its name where its class is its own, and arguments that its schema refuses. */
import { asRecord, asString, type Method, type Runs } from '@genspan/core/adapter';
import { tool, type ToolBody } from './tool';

/** Of the serialised form that a callback is given. */
const tools = new WeakMap<object, unknown>();

export function toolOf(serialized: unknown): unknown {
  return typeof serialized === 'object' && serialized !== null ? tools.get(serialized) : undefined;
}

export function rememberTool(original: Method): Method {
  return function toJSON(...args) {
    const serialized = original.apply(this, args);
    if (typeof serialized === 'object' && serialized !== null) tools.set(serialized, this);
    return serialized;
  };
}

let inputCount = 0;
/** A refusal that a tool lets through from one that it called is not its own. */
const told = new WeakSet<object>();

/** A tool reads its arguments before its run starts, so that none fails where they do not fit. */
export function watchInput(original: Method, runs: Runs): Method {
  return function call(input, config, ...rest) {
    inputCount++;
    const id = `tool input ${inputCount}`;
    const { callbacks, toolCall, metadata } = asRecord(config) ?? {};
    const body: ToolBody = { tool: this, name: undefined, metadata, input, toolCallId: asRecord(toolCall)?.id ?? asRecord(input)?.id };
    runs.skip(id, asString(asRecord(callbacks)?._parentRunId), { operation: tool, body });
    const end = (value: unknown): unknown => {
      runs.end(id);
      return value;
    };
    return runs.whenAnswered(original.call(this, input, config, ...rest), end, (error) => {
      if (!isRefusal(error) || told.has(error)) return end(error);
      told.add(error);
      return runs.fail(id, error);
    });
  };
}

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && (error.constructor as { readonly name?: unknown } | undefined)?.name === 'ToolInputParsingException';
}
