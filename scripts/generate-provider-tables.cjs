/** The table of providers in the README of the repository. */
function renderProviderTable(providers) {
  const rows = providers.flatMap(({ folder, adapters }) =>
    adapters.map(
      ({ adapter: { module } }) => `| \`${module.name}\` | ${module.versions} | [@genspan/${folder}](packages/${folder}/README.md) |`,
    ),
  );
  return ['| SDK | Versions | Package |', '|---|---|---|', ...rows];
}

/** The tables of operations in the README of a provider, one for each adapter; SDKs with the same operations share one. */
function renderOperationTables({ adapters }) {
  const tables = Map.groupBy(adapters, ({ adapter: { operations } }) => renderRows(operations).join('\n'));
  return [...tables].flatMap(([rows, sharing], index) => [
    ...(index === 0 ? [] : ['']),
    `| ${sharing.map(({ adapter: { module } }) => `\`${module.name}\` ${module.versions}`).join(', ')} | \`gen_ai.operation.name\` | Streams |`,
    '|---|---|---|',
    rows,
  ]);
}

/** One target may be several kinds of call, told apart by what is asked. */
function renderRows(operations) {
  return [...new Set(operations.map(renderOperation))];
}

function renderOperation({ target, name, stream }) {
  return `| \`${targetName(target)}\` | \`${name}\` |${stream === undefined ? '' : ' yes'} |`;
}

function targetName({ route, path, command, event, rpcMethod }) {
  return route ?? path ?? command ?? event ?? rpcMethod;
}

module.exports = { renderOperationTables, renderProviderTable };
