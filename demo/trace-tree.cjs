// Draws the spans that arrived as one tree per user request.

const valueOf = ({ stringValue, intValue, doubleValue, boolValue, arrayValue }) =>
  stringValue ?? (intValue === undefined ? (doubleValue ?? boolValue ?? (arrayValue?.values ?? []).map(valueOf)) : Number(intValue));

/** Spans of one OTLP/JSON trace request, with plain attributes. */
function readSpans({ resourceSpans = [] }) {
  return resourceSpans.flatMap(({ scopeSpans = [] }) =>
    scopeSpans.flatMap(({ spans = [] }) =>
      spans.map(({ attributes = [], ...span }) => ({
        ...span,
        attributes: plainAttributes(attributes),
      })),
    ),
  );
}

/** What people and judges said of calls, in one OTLP/JSON request of logs. */
function readEvaluations({ resourceLogs = [] }) {
  const records = resourceLogs.flatMap(({ scopeLogs = [] }) => scopeLogs.flatMap(({ logRecords = [] }) => logRecords));
  return records
    .filter(({ eventName }) => eventName === 'gen_ai.evaluation.result')
    .map(({ spanId, attributes = [] }) => ({ spanId, attributes: plainAttributes(attributes) }))
    .filter(({ attributes }) => attributes['genspan.evaluator.name'] !== undefined);
}

const plainAttributes = (attributes) => Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]));

/** Lines to print, oldest request first. */
function drawTraces(spans, evaluations) {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentSpanId }) => !known.has(parentSpanId));
  return inOrder(roots).flatMap((root) => [...drawSpan(root, { spans, evaluations }, '', ''), '']);
}

function drawSpan(span, arrived, prefix, childPrefix) {
  const children = inOrder(arrived.spans.filter(({ parentSpanId }) => parentSpanId === span.spanId));
  const opinions = arrived.evaluations.filter(({ spanId }) => spanId === span.spanId).map(describeOpinion);
  const bar = children.length > 0 ? '│ ' : '  ';
  return [
    `${prefix}${headline(span)}`,
    ...[...details(span), ...opinions].map((line) => `${childPrefix}${bar}${line}`),
    ...children.flatMap((child, index) => {
      const isLast = index === children.length - 1;
      return drawSpan(child, arrived, `${childPrefix}${isLast ? '└─ ' : '├─ '}`, `${childPrefix}${isLast ? '   ' : '│  '}`);
    }),
  ];
}

const inOrder = (spans) => spans.toSorted((one, other) => Number(BigInt(one.startTimeUnixNano) - BigInt(other.startTimeUnixNano)));
const milliseconds = (span) => Math.round(Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6);

function headline(span) {
  const { attributes } = span;
  const error = attributes['error.type'] === undefined ? '' : `  ✗ ${attributes['error.type']}`;
  const path = attributes['url.path'] === undefined ? '' : ` ${attributes['url.path']}`;
  return `${span.name}${path}  ${milliseconds(span)} ms${error}`;
}

/** What is worth a line of a model call, an agent or a tool: nothing for any other span. */
function details({ attributes }) {
  if (attributes['gen_ai.operation.name'] === undefined) return [];
  const lines = [];
  const input = attributes['gen_ai.usage.input_tokens'];
  if (input !== undefined) {
    const cached = attributes['gen_ai.usage.cache_read.input_tokens'];
    const cost = attributes['gen_ai.usage.cost'];
    const tokens = `${input} tokens in${cached ? ` (${cached} from cache)` : ''}, ${attributes['gen_ai.usage.output_tokens']} out`;
    lines.push(cost === undefined ? tokens : `${tokens}, $${cost.toFixed(6)}`);
  }
  const firstChunkSeconds = attributes['gen_ai.response.time_to_first_chunk'];
  if (firstChunkSeconds !== undefined) lines.push(`first chunk after ${Math.round(firstChunkSeconds * 1000)} ms`);
  const resendCount = attributes['http.request.resend_count'];
  if (resendCount !== undefined) lines.push(`sent again ${resendCount} time${resendCount === 1 ? '' : 's'}`);
  for (const [name, sign] of [
    ['gen_ai.input.messages', '>'],
    ['gen_ai.output.messages', '<'],
  ]) {
    const last = JSON.parse(attributes[name] ?? '[]').at(-1);
    if (last !== undefined) lines.push(`${sign} ${last.parts.map(describePart).join(' ')}`);
  }
  for (const [name, sign] of [
    ['gen_ai.tool.call.arguments', '>'],
    ['gen_ai.tool.call.result', '<'],
  ]) {
    if (attributes[name] !== undefined) lines.push(`${sign} ${attributes[name]}`);
  }
  return lines;
}

function describeOpinion({ attributes }) {
  const comment = attributes['gen_ai.evaluation.explanation'];
  const said = `${attributes['gen_ai.evaluation.name']}: ${attributes['gen_ai.evaluation.score.label']}`;
  return `* ${attributes['genspan.evaluator.name']} says ${said}${comment === undefined ? '' : `, "${comment}"`}`;
}

function describePart(part) {
  if (part.type === 'tool_call') return `${part.name}(${JSON.stringify(part.arguments)})`;
  const { content, response } = part;
  if (typeof content === 'string') return content;
  return typeof response === 'string' ? response : JSON.stringify(response ?? part);
}

module.exports = { drawTraces, readEvaluations, readSpans };
