import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import { onFirstHttpServer } from './start-trigger';

async function listen(server: Server): Promise<void> {
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  await new Promise((closed) => void server.close(closed));
}

const servers: ReadonlyArray<readonly [name: string, create: () => Server]> = [
  ['node:http', createHttpServer],
  ['node:https', createHttpsServer],
];

test.each(servers)('starts once, when the first server of %s listens', async (_name, create) => {
  let starts = 0;
  onFirstHttpServer(() => (starts += 1));
  const server = create();
  expect(starts).toBe(0);
  server.listen(0, '127.0.0.1');
  expect(starts).toBe(1);
  await new Promise((closed) => void server.close(closed));
  await listen(create());
  expect(starts).toBe(1);
});

test('other servers start nothing', async () => {
  let starts = 0;
  onFirstHttpServer(() => (starts += 1));
  await listen(createServer());
  expect(starts).toBe(0);
  await listen(createHttpServer());
  expect(starts).toBe(1);
});
