import type { Context } from '@opentelemetry/api';
import type { Pipeline } from '../pipeline';
import type { Call } from './call';

/** Runs what a call is of in the context of its request; what is thrown before there is a result ends the call. */
export function runCall(call: Call, pipeline: Pipeline, work: () => unknown, context: Context = call.requestContext): unknown {
  try {
    return pipeline.telemetry.api().context.with(context, work);
  } catch (error) {
    call.fail(error);
    throw error;
  }
}
