import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { describeInstallerProblem, findWorkspaceNode } = require('./workspace-node.cjs') as {
  describeInstallerProblem(version: string): string | undefined;
  findWorkspaceNode(root: string, own: { path: string; version: string }): string;
};

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'genspan-node-'))));
afterEach(() => rmSync(root, { recursive: true }));

function installNode(source: string): string {
  const folder = join(root, 'node_modules', 'node', 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'node'), source);
  chmodSync(join(folder, 'node'), 0o755);
  return join(folder, 'node');
}

test('Node 20 may install, the last Node 18 is told what to do', () => {
  expect(describeInstallerProblem('v20.0.0')).toBeUndefined();
  expect(describeInstallerProblem('v18.20.8')).toBe(
    'Node v18.20.8 is too old to set up this workspace: install Node 20 or later and run the command again.',
  );
});

test('the installed Node is used although the own one would do', () => {
  const installed = installNode('#!/bin/sh\nexit 0\n');
  expect(findWorkspaceNode(root, { path: '/own/node', version: 'v26.0.0' })).toBe(installed);
});

test('an installed Node that does not run is passed over', () => {
  installNode('#!/bin/sh\nexit 1\n');
  expect(findWorkspaceNode(root, { path: '/own/node', version: 'v26.0.0' })).toBe('/own/node');
});

test('without an installed one the own Node is used from 22.15.0 on, and refused below', () => {
  expect(findWorkspaceNode(root, { path: '/own/node', version: 'v22.15.0' })).toBe('/own/node');
  expect(() => findWorkspaceNode(root, { path: '/own/node', version: 'v22.14.9' })).toThrow(
    /^Node v22\.14\.9 is too old .* install Node 22\.15\.0 or later and run the command again\.$/,
  );
});
