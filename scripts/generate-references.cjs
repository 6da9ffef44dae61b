/** tsconfig.json of a package: it refers to the packages of the workspace that its manifest depends on, so that `tsc -b` builds in order. */
function renderReferences(tsconfig, { dependencies = {} }) {
  const folders = Object.keys(dependencies).flatMap((name) => (name.startsWith('@genspan/') ? name.slice('@genspan/'.length) : []));
  const { references: _references, ...rest } = tsconfig;
  if (folders.length === 0) return rest;
  return { ...rest, references: folders.map((folder) => ({ path: `../${folder}` })) };
}

module.exports = { renderReferences };
