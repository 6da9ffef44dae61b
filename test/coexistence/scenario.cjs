// One application: a call before it registers its telemetry (`after`), or none (`before`), and one inside a span of its own.
const { genspanTest } = globalThis;

module.exports = async function runScenario({ api, register, describe, order }) {
  const early = api.trace.getTracer('early');
  let open;
  if (order === 'after') {
    open = genspanTest.startCall('open');
    genspanTest.call('first');
    early.startSpan('early span').end();
  }
  const registered = register();
  open?.end();
  api.trace.getTracer('app').startActiveSpan('app span', (span) => {
    genspanTest.call('inside');
    span.end();
  });
  early.startSpan('late span').end();
  // SDKs hold spans back until their resource is known.
  await genspanTest.telemetry.flush(2_000);
  await genspanTest.report({ registered, ...(await describe()) });
};
