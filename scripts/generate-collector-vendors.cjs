/** Ends of the Collector's configuration that a fragment reads from. */
const sources = { genai: 'forward/genai_spans', all: 'forward/spans' };

/**
 * A fragment of the Collector's configuration: one backend, and pipelines of its own that read what the Collector's own pipelines
 * have redacted. Collector merges maps and replaces lists, so a fragment with a list of somebody else's would undo another fragment.
 * @returns {string} YAML
 */
function renderVendor(vendor) {
  const exporter = `otlp_http/${vendor.name}`;
  const pipelines = vendor.signals.map((signal) => renderPipeline(vendor, signal, exporter)).join('');
  return `# ${vendor.title}. Made by \`pnpm generate\` from docker/collector/vendors.json; docs/collector.md lists the variables.
${renderResource(vendor)}exporters:
  ${exporter}:
    ${renderEndpoint(vendor)}
    headers:
${entries(vendor.headers)
  .map(([name, value]) => `      ${name}: '${value}'\n`)
  .join('')}    sending_queue:
      storage: file_storage/queue
      queue_size: 2000
      batch:
        sizer: bytes
        flush_timeout: 1s
        min_size: 200000
        max_size: 3000000
    retry_on_failure:
      enabled: true
      initial_interval: 2s
      max_interval: 30s
      max_elapsed_time: 24h

service:
  pipelines:
${pipelines}`;
}

function renderEndpoint(vendor) {
  const key = vendor.tracesEndpoint === undefined ? 'endpoint' : 'traces_endpoint';
  return `${key}: \${env:${endpointVariable(vendor)}:-${vendor.endpoint ?? vendor.tracesEndpoint}}`;
}

function endpointVariable({ name }) {
  return `${name.toUpperCase().replaceAll('-', '_')}_OTLP_ENDPOINT`;
}

function renderPipeline({ name, spans, resource }, signal, exporter) {
  const source = signal === 'traces' ? sources[spans] : `forward/${signal}`;
  const processors = resource === undefined ? '' : `      processors: [resource/${name}]\n`;
  return `    ${signal}/${name}:\n      receivers: [${source}]\n${processors}      exporters: [${exporter}]\n`;
}

function renderResource({ name, resource }) {
  if (resource === undefined) return '';
  const attributes = entries(resource).map(([key, value]) => `      - key: ${key}\n        value: '${value}'\n        action: insert\n`);
  return `processors:\n  resource/${name}:\n    attributes:\n${attributes.join('')}\n`;
}

function entries(map = {}) {
  return Object.entries(map);
}

/** The table in docs/collector.md. */
function renderVendorTable(vendors) {
  const rows = vendors.map((vendor) => {
    const { name, title, spans, signals, endpoint, tracesEndpoint, variables, note } = vendor;
    const what = signals.map((signal) => (signal === 'traces' && spans === 'genai' ? 'GenAI spans' : signal)).join(', ');
    const all = { [endpointVariable(vendor)]: `default ${endpoint ?? tracesEndpoint}`, ...variables };
    const described = entries(all).map(([variable, meaning]) => `\`${variable}\`: ${meaning}`);
    return `| ${title}: \`vendors/${name}.yaml\` | ${what} | ${described.join('<br>')} | ${note} |`;
  });
  return ['| Backend | Receives | Variables | To know |', '|---|---|---|---|', ...rows];
}

module.exports = { renderVendor, renderVendorTable };
