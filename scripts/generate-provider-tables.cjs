/** The table of providers in the README of the repository. */
function renderProviderTable(providers) {
  const rows = providers.flatMap(({ folder, adapters }) =>
    adapters.map(
      ({ adapter: { module } }) => `| \`${module.name}\` | ${module.versions} | [@genspan/${folder}](packages/${folder}/README.md) |`,
    ),
  );
  return ['| SDK | Versions | Package |', '|---|---|---|', ...rows];
}

/** The tables of operations in the README of a provider, one for each adapter. */
function renderOperationTables({ adapters }) {
  return adapters.flatMap(({ adapter: { module, operations } }, index) => [
    ...(index === 0 ? [] : ['']),
    `| \`${module.name}\` ${module.versions} | \`gen_ai.operation.name\` | Streams |`,
    '|---|---|---|',
    // One target may be several kinds of call, told apart by what is asked.
    ...new Set(operations.map(renderOperation)),
  ]);
}

function renderOperation({ target, name, stream }) {
  return `| \`${targetName(target)}\` | \`${name}\` |${stream === undefined ? '' : ' yes'} |`;
}

function targetName({ route, path, command, event, rpcMethod }) {
  return route ?? path ?? command ?? event ?? rpcMethod;
}

module.exports = { renderOperationTables, renderProviderTable };
