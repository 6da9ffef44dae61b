import type { Attributes, Histogram } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
  METRIC_MCP_CLIENT_OPERATION_DURATION,
  METRIC_MCP_CLIENT_SESSION_DURATION,
  METRIC_MCP_SERVER_OPERATION_DURATION,
  METRIC_MCP_SERVER_SESSION_DURATION,
} from '../semconv/generated';
import { callContext } from './call-context';
import { addConnection, addMcpSeries } from './mcp-attributes';
import { durationAttributes } from './metric-attributes';
import { createHistogram, instrumentsBy } from './metric-instruments';
import type { Recorder, Telemetry } from './recorder';
import { setKnown } from './set-known';

const operationMetrics = { client: METRIC_MCP_CLIENT_OPERATION_DURATION, server: METRIC_MCP_SERVER_OPERATION_DURATION };
const sessionMetrics = { client: METRIC_MCP_CLIENT_SESSION_DURATION, server: METRIC_MCP_SERVER_SESSION_DURATION };

/** Those that are known: how often something else was asked for, the code of the answer tells. */
const targetNames = [ATTR_GEN_AI_TOOL_NAME, ATTR_GEN_AI_PROMPT_NAME];

type Definition = Parameters<typeof createHistogram>[1];

/** Durations of the requests and sessions of the Model Context Protocol. A request that was given up stands in none of them. */
export function createMcpMetricsRecorder(telemetry: Telemetry): Recorder {
  // A process without MCP has no instruments, and one side of a connection none of the other's.
  const histogramsNow = instrumentsBy(telemetry, (meter) => {
    const histograms = new Map<string, Histogram>();
    return (definition: Definition): Histogram => {
      const histogram = histograms.get(definition.name) ?? createHistogram(meter, definition);
      histograms.set(definition.name, histogram);
      return histogram;
    };
  });
  const record = (definition: Definition, ...measurement: Parameters<Histogram['record']>): void =>
    histogramsNow()?.(definition).record(...measurement);
  return {
    name: 'mcp-metrics',
    isDeferred: true,
    callEnded(call) {
      const { request, response, operation, outcome } = call;
      if (request.mcp === undefined || outcome.kind === 'abandoned') return;
      const attributes: Attributes = {};
      addMcpSeries(attributes, request.mcp, response);
      setKnown(attributes, ATTR_GEN_AI_TOOL_NAME, request.toolName);
      if (operation === 'execute_tool') attributes[ATTR_GEN_AI_OPERATION_NAME] = GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL;
      for (const name of targetNames) if (attributes[name] === '_OTHER') delete attributes[name];
      const definition = operationMetrics[request.mcp.role];
      record(definition, call.durationSeconds, durationAttributes(attributes, call), callContext(telemetry, call));
    },
    sessionEnded({ role, connection, durationSeconds }) {
      const attributes: Attributes = {};
      addConnection(attributes, connection);
      record(sessionMetrics[role], durationSeconds, attributes);
    },
  };
}
