// Runs on the machine's own Node before anything is installed: no dependency, and no syntax newer than Node 20.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** What the installer needs. */
const INSTALLER_MINIMUM = '20.0.0';
/** What the packages and their tools need: `engines` of every package. */
const WORKSPACE_MINIMUM = '22.15.0';

function isAtLeast(version, minimum) {
  const have = version.replace(/^v/, '').split('.').map(Number);
  const need = minimum.split('.').map(Number);
  for (let index = 0; index < need.length; index++) {
    if (have[index] !== need[index]) return have[index] > need[index];
  }
  return true;
}

/** The problem with this Node as one sentence, or undefined. */
function describeInstallerProblem(version) {
  if (isAtLeast(version, INSTALLER_MINIMUM)) return undefined;
  return `Node ${version} is too old to set up this workspace: install Node 20 or later and run the command again.`;
}

/**
 * The Node that tools and tests run on: the one that the root's optional dependency `node` installed, else the machine's own.
 * @throws with one sentence when neither is new enough.
 */
function findWorkspaceNode(root, own = { path: process.execPath, version: process.version }) {
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  // An interrupted install leaves a file that is there but does not run.
  if (existsSync(installed) && spawnSync(installed, ['--version']).status === 0) return installed;
  if (isAtLeast(own.version, WORKSPACE_MINIMUM)) return own.path;
  throw new Error(
    `Node ${own.version} is too old to run the tools and tests, and the package "node" has no build for ${process.platform}-${process.arch}: ` +
      `install Node ${WORKSPACE_MINIMUM} or later and run the command again.`,
  );
}

module.exports = { describeInstallerProblem, findWorkspaceNode, isAtLeast };
